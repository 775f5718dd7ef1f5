import { EntitlintError, type Problem } from "../errors.ts";
import type { FileTree } from "../model/file-tree.ts";
import { decode } from "../positions/decode.ts";
import type { PositionedNode } from "../positions/node.ts";
import { readYaml } from "../positions/read-yaml.ts";
import type { AccessFile } from "./folder.ts";

/** One object of an access file, not yet checked. */
export interface AccessObject {
  readonly file: AccessFile;
  readonly node: PositionedNode;
  /** Given by the file's name, where the file holds this object alone. */
  readonly defaultId?: string;
}

/** The objects of a file, which holds one or a list of them; problems where it cannot be read. */
export async function readObjects(tree: FileTree, file: AccessFile): Promise<AccessObject[] | readonly Problem[]> {
  try {
    const bytes = await tree.read(file.path);
    if (!bytes) return [gone(file.path, tree.name)];
    const root = readYaml(decode(bytes, { file: file.path }), file.path);
    if (root.type === "list") return root.items.map((node) => ({ file, node }));
    return [{ file, node: root, defaultId: file.defaultId }];
  } catch (error) {
    if (error instanceof EntitlintError) return error.problems;
    throw error;
  }
}

function gone(path: string, tree: string): Problem {
  return {
    code: "input/unreadable",
    message: `${path} is listed in ${tree} but not there`,
    place: { file: path },
    next: "If it is a symbolic link, mend where it points; else run again.",
  };
}
