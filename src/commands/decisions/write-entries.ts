import { pathOfKind } from "../../access/kinds.ts";
import { loadAccess } from "../../access/load-access.ts";
import type { LoadedConfig } from "../../config/load-config.ts";
import { EntitlintError } from "../../errors.ts";
import { appendToList } from "../../positions/append-to-list.ts";
import type { LineEdit } from "../../positions/line-edits.ts";
import type { ListNode } from "../../positions/node.ts";
import { lineFinder, linesOfItem, removeFromList } from "../../positions/remove-from-list.ts";
import { editFile, type FileEdit, newFile, readForEdit, treeWith } from "../access/file-edit.ts";
import { schemaLine } from "../init/render-config.ts";
import { type EntryLine, insertSorted } from "./entry-line.ts";

/** The files whose entries are about a finding each, sorted by its fingerprint. */
export type EntryFile = "baseline" | "notes";

/** What is to become of such a file. */
export interface EntriesChange {
  readonly add: readonly EntryLine[];
  /** Fingerprints of entries that go. */
  readonly remove: ReadonlySet<string>;
}

/**
 * Plans what the change does to the file; undefined where it does nothing. First entries go, then others come, each one
 * line. @throws EntitlintError where the file has a form in which that cannot be done
 */
export async function planEntries(
  kind: EntryFile,
  { tree, config }: Pick<LoadedConfig, "tree" | "config">,
  { add, remove }: EntriesChange,
): Promise<FileEdit | undefined> {
  if (add.length === 0 && remove.size === 0) return undefined;
  const path = `${config.access}/${pathOfKind(kind)}`;
  const bytes = await tree.read(path);
  if (!bytes) {
    const depth = config.access.split("/").length;
    return newFile(path, [schemaLine(`access-${kind}`, depth), ...add.map(({ line }) => line)]);
  }
  const file = readForEdit(path, bytes);
  const edits = file && changes(file.text, file.root, { add, remove });
  if (!file || !edits) throw notSpliced(path);
  const planned = editFile(file, edits);
  await requireAsMeant(kind, { tree, config }, planned, { add, remove });
  return planned;
}

function changes(
  text: string,
  root: Parameters<typeof removeFromList>[1],
  { add, remove }: EntriesChange,
): LineEdit[] | undefined {
  if (root.type !== "list") return undefined;
  const nameOf = (index: number) => {
    const item = root.items[index];
    const found = item?.type === "map" ? item.entries.find(({ key }) => key === "fingerprint")?.node : undefined;
    return found?.type === "scalar" ? found.text : "";
  };
  const wanted = new Map(add.map((entry) => [entry.fingerprint, entry]));
  const gone = [...root.items.keys()].filter((index) => remove.has(nameOf(index)));
  if (root.items.length === 0)
    return appendToList(
      text,
      root,
      add.map(({ line }) => [line]),
    );
  const replaced = new Set(gone.filter((index) => wanted.has(nameOf(index))));
  const swaps = inPlace(text, root, [...replaced], (index) => wanted.get(nameOf(index))?.line ?? "");
  const removals = removeFromList(text, root, new Set(gone.filter((index) => !replaced.has(index))));
  const names = new Set([...replaced].map(nameOf));
  const additions = insertSorted(
    text,
    root,
    add.filter(({ fingerprint }) => !names.has(fingerprint)),
  );
  if (!removals || !additions || !swaps) return undefined;
  // Where all go and others come, no empty list must stand among them.
  const left = add.length > 0 ? removals.map((edit) => ({ ...edit, insert: [] })) : removals;
  return together([...swaps, ...left], additions);
}

/** Entries written anew where they stand, with the comment that stands behind them. */
function inPlace(
  text: string,
  root: ListNode,
  indexes: readonly number[],
  lineOf: (index: number) => string,
): LineEdit[] | undefined {
  const lineAt = lineFinder(text);
  const margin = " ".repeat(Math.max(0, root.place.column - 1));
  const edits = indexes.map((index): LineEdit | undefined => {
    const item = root.items[index];
    const lines = item && linesOfItem(text, item, lineAt);
    const comment = item && /^[^\S\r\n]*#[^\r\n]*/.exec(text.slice(item.end, item.end + 4096))?.[0];
    return lines && { ...lines, insert: [`${margin}${lineOf(index)}${comment ?? ""}`] };
  });
  return edits.some((edit) => edit === undefined) ? undefined : edits.filter((edit) => edit !== undefined);
}

/** Edits of both sorts in the order of their lines; what is inserted where something goes, goes before it. */
function together(removals: readonly LineEdit[], additions: readonly LineEdit[]): LineEdit[] {
  return [...additions, ...removals].toSorted((a, b) => a.at - b.at || a.remove - b.remove);
}

async function requireAsMeant(
  kind: EntryFile,
  { tree, config }: Pick<LoadedConfig, "tree" | "config">,
  planned: FileEdit,
  { add, remove }: EntriesChange,
): Promise<void> {
  const before = await loadAccess(tree, config.access);
  const after = await loadAccess(treeWith(tree, [planned]), config.access).catch((error: unknown) => {
    throw error instanceof EntitlintError ? notSpliced(planned.path, error) : error;
  });
  const kept = before[kind].map(({ fingerprint }) => fingerprint).filter((mark) => !remove.has(mark));
  const wanted = [...kept, ...add.map(({ fingerprint }) => fingerprint)].toSorted();
  if (JSON.stringify(after[kind].map(({ fingerprint }) => fingerprint)) !== JSON.stringify(wanted))
    throw notSpliced(planned.path);
}

function notSpliced(file: string, cause?: EntitlintError): EntitlintError {
  const problem = {
    code: "decision/not-spliced",
    message: "entries of the file cannot be changed line by line",
    place: { file },
    next: "Write the list with a line for each entry, without anchors.",
  } as const;
  return new EntitlintError(problem, { cause });
}
