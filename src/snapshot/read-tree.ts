import { join } from "node:path";
import { byCodeUnit } from "../canonical.ts";
import { EntitlintError, type Problem } from "../errors.ts";
import type { FileTree } from "../model/file-tree.ts";
import { type Disk, systemCode } from "./disk.ts";
import { manifestName } from "./layout.ts";

/** A folder of files, whether on disk or at a Git revision. */
export interface TreeReader {
  /** How errors call it; a path, or a revision and a path. */
  readonly name: string;
  /** Paths of all that lies in it, hidden things and what is no regular file too; undefined where there is no folder. */
  paths(): Promise<readonly string[] | undefined>;
  /** Bytes of a file; a problem where what lies there is no file that may be read; undefined where nothing does. */
  read(path: string): Promise<Buffer | Problem | undefined>;
}

/** A folder of the file system. */
export interface FolderReader extends TreeReader {
  /** SHA-256 of a file's bytes; undefined where `read` tells why there is none. */
  digest(path: string): Promise<string | undefined>;
}

/** Reads a folder of the file system. Links are never followed: a snapshot holds plain files only. */
export function folderReader(folder: string, disk: Disk): FolderReader {
  const odd = new Set<string>();
  async function walk(below: string): Promise<string[] | undefined> {
    const entries = await disk.list(join(folder, below));
    if (!entries) return undefined;
    const paths: string[] = [];
    for (const { name, type } of entries) {
      const path = below === "" ? name : `${below}/${name}`;
      if (type === "other") odd.add(path);
      if (type !== "folder") paths.push(path);
      else paths.push(...((await walk(path)) ?? []));
    }
    return paths;
  }
  return {
    name: folder,
    paths: async () => (await walk(""))?.toSorted(byCodeUnit),
    async read(path) {
      if (odd.has(path)) return unreadable(path, "it is a link or a device, not a file");
      try {
        return await disk.read(join(folder, path));
      } catch (error) {
        return unreadable(path, systemCode(error) ?? String(error));
      }
    },
    digest: async (path) => (odd.has(path) ? undefined : await disk.digest(join(folder, path)).catch(() => undefined)),
  };
}

/** Reads a folder of a file tree, such as a Git revision. */
export function fileTreeReader(tree: FileTree, folder: string): TreeReader {
  const prefix = folder === "" || folder === "." ? "" : `${folder}/`;
  // Hidden files are found only by globs that spell the dot.
  const globs = ["**", "**/.*", "**/.*/**"].map((glob) => `${literally(prefix)}${glob}`);
  return {
    name: prefix === "" ? tree.name : `${tree.name}, ${folder}`,
    async paths() {
      const paths = (await tree.list(globs)).map((path) => path.slice(prefix.length));
      return paths.length === 0 ? undefined : paths.toSorted(byCodeUnit);
    },
    async read(path) {
      try {
        const bytes = await tree.read(prefix + path);
        return bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      } catch (error) {
        if (!(error instanceof EntitlintError)) throw error;
        return unreadable(path, error.problems[0].message);
      }
    },
  };
}

function literally(path: string): string {
  return path.replace(/[$^*+?()[\]{}!|\\@]/g, "\\$&");
}

function unreadable(path: string, why: string): Problem {
  return {
    code: path === manifestName ? "snapshot/manifest-invalid" : "snapshot/altered",
    message: `${path} cannot be read: ${why}`,
    place: { file: path },
    next: "Restore it with Git, or collect again.",
  };
}
