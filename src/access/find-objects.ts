import type { Problem } from "../errors.ts";
import type { FileTree } from "../model/file-tree.ts";
import { escapeGlob } from "../repository/subtree.ts";
import { classifyFile } from "./folder.ts";
import { type AccessObject, type ReadObjects, readObjects } from "./read-objects.ts";

/** Every object of every access file below a folder; problems for what cannot be read, and for what nothing would read. */
export async function findObjects(tree: FileTree, folder: string): Promise<ReadObjects> {
  const below = [`${escapeGlob(folder)}/**`];
  const problems: Problem[] = ((await tree.linkedFolders?.(below)) ?? []).map(linkedFolder);
  const objects: AccessObject[] = [];
  for (const path of await tree.list(below)) {
    const file = classifyFile(path, folder);
    if (file === undefined) continue;
    if ("code" in file) {
      problems.push(file);
      continue;
    }
    const read = await readObjects(tree, file);
    objects.push(...read.objects);
    problems.push(...read.problems);
  }
  return { objects, problems };
}

function linkedFolder(path: string): Problem {
  return {
    code: "access/unknown-path",
    message: `${path} is a symbolic link to a folder, which is not followed`,
    place: { file: path },
    next: "Put the folder itself in its place: what lies behind a link is not under review.",
  };
}
