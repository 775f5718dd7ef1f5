import { EntitlintError, type Problem } from "../errors.ts";
import type { FileTree } from "../model/file-tree.ts";
import { decode } from "../positions/decode.ts";
import type { PositionedNode } from "../positions/node.ts";
import { readYamlWithRepeats } from "../positions/read-yaml.ts";
import type { AccessFile } from "./folder.ts";

/** One object of an access file, not yet checked. */
export interface AccessObject {
  readonly file: AccessFile;
  readonly node: PositionedNode;
  /** Given by the file's name, where the file holds this object alone. */
  readonly defaultId?: string;
}

/** What a file holds, and what is wrong with it as a file. */
export interface ReadObjects {
  readonly objects: readonly AccessObject[];
  readonly problems: readonly Problem[];
}

/** A registry of a hundred thousand machines is half of it; a larger file is another file. */
const mostBytes = 32 << 20;

/** The objects of a file, which holds one or a list of them; problems where it cannot be read. */
export async function readObjects(tree: FileTree, file: AccessFile): Promise<ReadObjects> {
  try {
    const bytes = await readWhole(tree, file.path);
    if (!bytes) return { objects: [], problems: [gone(file.path, tree.name)] };
    const { root, repeats } = readYamlWithRepeats(decode(bytes, { file: file.path }), file.path);
    const objects =
      root.type === "list"
        ? root.items.map((node) => ({ file, node }))
        : [{ file, node: root, defaultId: file.defaultId }];
    return { objects, problems: repeats };
  } catch (error) {
    if (error instanceof EntitlintError) return { objects: [], problems: error.problems };
    throw error;
  }
}

/** The bytes of a file, unless it is too large: a tree that can read piece by piece never holds the whole of such a one. */
async function readWhole(tree: FileTree, path: string): Promise<Uint8Array | undefined> {
  if (!tree.stream) {
    const bytes = await tree.read(path);
    if (bytes && bytes.length > mostBytes) throw tooLarge(path);
    return bytes;
  }
  const stream = await tree.stream(path);
  if (!stream) return undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > mostBytes) throw tooLarge(path);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(path: string): EntitlintError {
  return new EntitlintError({
    code: "access/file-too-large",
    message: `the file is larger than ${mostBytes >> 20} MiB`,
    place: { file: path },
    next: "Split it, or move it out of the access folder if it is no access file.",
  });
}

function gone(path: string, tree: string): Problem {
  return {
    code: "input/unreadable",
    message: `${path} is listed in ${tree} but not there`,
    place: { file: path },
    next: "If it is a symbolic link, mend where it points; else run again.",
  };
}
