import { findObjects } from "../../access/find-objects.ts";
import type { AccessFileKind } from "../../access/kinds.ts";
import type { Problem } from "../../errors.ts";
import type { FileTree } from "../../model/file-tree.ts";
import { entryOf, type PositionedNode } from "../../positions/node.ts";
import { removeFromList } from "../../positions/remove-from-list.ts";
import { editFile, type FileEdit, readForEdit } from "../access/file-edit.ts";

/** What is to be taken out: objects of a kind, by the key that names them. */
export interface TakeOut {
  readonly kind: AccessFileKind;
  readonly key: string;
  readonly names: ReadonlySet<string>;
}

/** What taking entries out does to files, and the entries that a person has to take out. */
export interface TakenOut {
  readonly files: readonly FileEdit[];
  readonly problems: readonly Problem[];
}

/** Plans to take entries out of access files, line by line, so that everything else stays as people wrote it. */
export async function takeOut(tree: FileTree, folder: string, { kind, key, names }: TakeOut): Promise<TakenOut> {
  const { objects } = await findObjects(tree, folder);
  const files: FileEdit[] = [];
  const problems: Problem[] = [];
  const ofKind = objects.filter(({ file }) => file.kind === kind);
  for (const path of [...new Set(ofKind.map(({ file }) => file.path))]) {
    const own = ofKind.filter(({ file }) => file.path === path);
    const indexes = new Set(
      own.flatMap(({ node, defaultId }, index) => (names.has(nameOf(node, key) ?? defaultId ?? "") ? [index] : [])),
    );
    if (indexes.size === 0) continue;
    const bytes = await tree.read(path);
    const file = bytes && readForEdit(path, bytes);
    const edits = file && removeFromList(file.text, file.root, indexes);
    if (file && edits) files.push(editFile(file, edits));
    else problems.push(byHand(path, indexes.size));
  }
  return { files, problems };
}

function nameOf(node: PositionedNode, key: string): string | undefined {
  const found = entryOf(node, key)?.node;
  return found?.type === "scalar" ? found.text : undefined;
}

function byHand(file: string, count: number): Problem {
  return {
    code: "decision/not-spliced",
    message:
      count === 1
        ? "an entry does not stand on lines of its own"
        : `${count} entries do not stand on lines of their own`,
    place: { file },
    next: "Take them out by hand, or write the list with a line for each.",
  };
}
