import type { FileTree } from "../model/file-tree.ts";

/** The folder of a tree as a tree of its own: paths start there. The empty name is the tree itself. */
export function subtree(tree: FileTree, folder: string): FileTree {
  if (folder === "") return tree;
  const prefix = `${folder}/`;
  const inside = (path: string) => `${prefix}${path}`;
  const globInside = (glob: string) => {
    const isNegative = glob.startsWith("!");
    return `${isNegative ? "!" : ""}${escapeGlob(prefix)}${isNegative ? glob.slice(1) : glob}`;
  };
  return {
    name: `${tree.name}, ${folder}`,
    list: async (globs) => (await tree.list(globs.map(globInside))).map((path) => path.slice(prefix.length)),
    read: (path) => tree.read(inside(path)),
    modifiedAt: (path) => tree.modifiedAt(inside(path)),
  };
}

/** A path as a glob that matches nothing else. */
export function escapeGlob(path: string): string {
  return path.replace(/[\\*?[\](){}!+@]/g, "\\$&");
}
