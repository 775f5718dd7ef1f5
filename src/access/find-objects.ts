import type { Problem } from "../errors.ts";
import type { FileTree } from "../model/file-tree.ts";
import { escapeGlob } from "../repository/subtree.ts";
import { classifyFile } from "./folder.ts";
import { type AccessObject, type ReadObjects, readObjects } from "./read-objects.ts";

/** Every object of every access file below a folder; problems for what cannot be read, and for what nothing would read. */
export async function findObjects(tree: FileTree, folder: string): Promise<ReadObjects> {
  const below = [`${escapeGlob(folder)}/**`];
  const problems: Problem[] = ((await tree.linkedFolders?.(below)) ?? []).map(linkedFolder);
  problems.push(...(await hiddenFiles(tree, below)));
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

/** What tools keep beside files, and nobody takes for an access file. */
const ofTools =
  /(?:^|\/)\.(?:git|idea|vscode)(?:\/|$)|(?:^|\/)\.(?:gitkeep|keep|gitattributes|gitignore|editorconfig|DS_Store|yamllint(?:\.ya?ml)?|prettierrc(?:\.[a-z]+)?|prettierignore)$/;

/** A list passes over names with a dot: a role in such a file would give nobody anything, without a word. */
async function hiddenFiles(tree: FileTree, below: readonly string[]): Promise<Problem[]> {
  const paths = await tree.list(below.flatMap((glob) => [`${glob}/.*`, `${glob}/.*/**`, `${glob}/.*/**/.*`]));
  return paths
    .filter((path) => !ofTools.test(path))
    .map((path) => ({
      code: "access/unknown-path",
      message: `${path} is hidden by the dot that its name begins with, so nothing reads it`,
      place: { file: path },
      next: "Take the dot away, or move it elsewhere.",
    }));
}

function linkedFolder(path: string): Problem {
  return {
    code: "access/unknown-path",
    message: `${path} is a symbolic link to a folder, which is not followed`,
    place: { file: path },
    next: "Put the folder itself in its place: what lies behind a link is not under review.",
  };
}
