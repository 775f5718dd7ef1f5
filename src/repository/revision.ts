import { posix } from "node:path";
import { byCodeUnit } from "../canonical.ts";
import { EntitlintError } from "../errors.ts";
import type { FileTree } from "../model/file-tree.ts";
import { BlobReader } from "./blob-reader.ts";
import { type GitEnvironment, gitFailed, runGit } from "./git.ts";
import { gitRoot } from "./git-root.ts";
import { linkOutside, requireInside } from "./tree-path.ts";
import { matcher } from "./walk.ts";

interface Entry {
  readonly oid: string;
  readonly isLink: boolean;
}

/** Longer chains of links are a circle. */
const mostLinks = 40;

/**
 * The files of a folder as they stood at a revision (a branch, tag, commit or tree). Paths are relative to the folder, as
 * in its work tree; a folder that the revision does not have is empty.
 * @param blobs read with, where several revisions are, so that not each keeps a process of its own
 */
export async function revision(
  folder: string,
  rev: string,
  env: GitEnvironment = process.env,
  blobs = new BlobReader(folder, env),
): Promise<FileTree> {
  const tree = await resolveTree(folder, rev, env);
  const entries = await listEntries(folder, tree, env);
  const paths = [...entries.keys()].toSorted(byCodeUnit);
  const name = `revision ${rev}`;
  return {
    name,
    async list(globs) {
      for (const pattern of globs) requireInside(pattern, name);
      const matches = matcher(globs);
      return paths.filter((path) => matches(path));
    },
    async read(path) {
      requireInside(path, name);
      return await readEntry(entries, path, name, blobs);
    },
    modifiedAt: async () => undefined,
  };
}

async function resolveTree(folder: string, rev: string, env: GitEnvironment): Promise<string> {
  if ((await gitRoot(folder)) === undefined) {
    throw new EntitlintError({
      code: "repository/not-a-repository",
      message: `${folder} is not inside a Git repository, so it has no revision ${rev}.`,
      next: "Run the command inside the repository.",
    });
  }
  // A revision that begins with a dash would be read as an option.
  const wellFormed = rev !== "" && !rev.startsWith("-") && !/[\0\r\n]/.test(rev);
  const found = wellFormed
    ? await runGit(folder, ["rev-parse", "--verify", "--quiet", `${rev}^{tree}`], env)
    : undefined;
  const oid = found?.stdout.toString("latin1").trim() ?? "";
  if (found?.status === 0 && /^[0-9a-f]{40,64}$/.test(oid)) return oid;
  if (found && found.status !== 0 && found.stderr !== "") throw gitFailed(`find revision ${rev}`, found.stderr);
  throw new EntitlintError({
    code: "repository/unknown-revision",
    message: `${rev} is not a revision of the repository at ${folder}.`,
    next: "Fetch it first, or check its spelling with git rev-parse.",
  });
}

async function listEntries(folder: string, tree: string, env: GitEnvironment): Promise<Map<string, Entry>> {
  const listed = await runGit(folder, ["ls-tree", "-r", "-z", tree], env);
  if (listed.status !== 0) throw gitFailed("list the files of the revision", listed.stderr);
  const entries = new Map<string, Entry>();
  for (const line of listed.stdout.toString("utf8").split("\0")) {
    const tab = line.indexOf("\t");
    const [mode, type, oid] = line.slice(0, tab).split(" ");
    if (type === "blob" && oid) entries.set(line.slice(tab + 1), { oid, isLink: mode === "120000" });
  }
  return entries;
}

async function readEntry(
  entries: ReadonlyMap<string, Entry>,
  path: string,
  name: string,
  blobs: BlobReader,
): Promise<Uint8Array | undefined> {
  let here = path;
  for (let links = 0; links <= mostLinks; links++) {
    const entry = entries.get(here);
    if (!entry) return undefined;
    const bytes = await blobs.read(entry.oid);
    if (!entry.isLink) return bytes;
    const target = bytes.toString("utf8");
    const next = posix.normalize(posix.join(posix.dirname(here), target));
    if (posix.isAbsolute(target) || next === ".." || next.startsWith("../")) throw linkOutside(path, target, name);
    here = next;
  }
  throw linkOutside(path, "itself", name);
}
