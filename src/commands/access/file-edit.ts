import type { FileTree } from "../../model/file-tree.ts";
import { appendToList } from "../../positions/append-to-list.ts";
import { decode } from "../../positions/decode.ts";
import { applyLineEdits, type LineEdit } from "../../positions/line-edits.ts";
import type { PositionedNode } from "../../positions/node.ts";
import { readYaml } from "../../positions/read-yaml.ts";
import { matcher } from "../../repository/walk.ts";

/** A file that people write, as it is and as it is to be. */
export interface FileEdit {
  readonly path: string;
  /** Its text as it is; undefined where there is none yet. */
  readonly before: string | undefined;
  readonly after: Uint8Array;
  readonly edits: readonly LineEdit[];
}

/** A file as it lies there, read so that it can be changed line by line. */
export interface ReadFile {
  readonly path: string;
  readonly text: string;
  readonly root: PositionedNode;
  readonly hasMark: boolean;
}

const mark = Buffer.from([0xef, 0xbb, 0xbf]);

/** A file with these lines. */
export function newFile(path: string, lines: readonly string[]): FileEdit {
  const edits = [{ at: 0, remove: 0, insert: lines }];
  return { path, before: undefined, after: Buffer.from(applyLineEdits("", edits)), edits };
}

/** Reads a file of YAML; undefined where it is in an encoding that is not written again. */
export function readForEdit(path: string, bytes: Uint8Array): ReadFile | undefined {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return undefined;
  const text = decode(bytes, { file: path });
  return { path, text, root: readYaml(text, path), hasMark: startsWithMark(bytes) };
}

/** Whether a file begins with the mark of UTF-8, which it keeps. */
export function startsWithMark(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 3)).equals(mark);
}

/** The file with the edits made, every other byte as it was. */
export function editFile({ path, text, hasMark }: ReadFile, edits: readonly LineEdit[]): FileEdit {
  const after = Buffer.from(applyLineEdits(text, edits));
  return { path, before: text, after: Buffer.concat([hasMark ? mark : Buffer.alloc(0), after]), edits };
}

/** Adds items behind those of a list; undefined where the file is not of a form that takes more. */
export function addItems(path: string, bytes: Uint8Array, items: readonly (readonly string[])[]): FileEdit | undefined {
  const file = readForEdit(path, bytes);
  const edits = file && appendToList(file.text, file.root, items);
  if (!edits || file.root.type !== "list") return undefined;
  const again = readYaml(applyLineEdits(file.text, edits), path);
  if (again.type !== "list" || again.items.length !== file.root.items.length + items.length) return undefined;
  return editFile(file, edits);
}

/** The tree as it will be. */
export function treeWith(tree: FileTree, planned: readonly Pick<FileEdit, "path" | "after">[]): FileTree {
  const files = new Map(planned.map(({ path, after }) => [path, after]));
  const { linkedFolders } = tree;
  return {
    name: tree.name,
    list: async (globs) => {
      const isMeant = matcher(globs);
      return [...new Set([...(await tree.list(globs)), ...[...files.keys()].filter(isMeant)])].toSorted();
    },
    ...(linkedFolders && { linkedFolders: (globs: readonly string[]) => linkedFolders(globs) }),
    read: async (path) => files.get(path) ?? (await tree.read(path)),
    modifiedAt: (path) => tree.modifiedAt(path),
  };
}
