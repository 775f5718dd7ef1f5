import { byCodeUnit } from "../../canonical.ts";
import type { FoundBy } from "../../model/declared/found.ts";
import { type LineEdit, linesOf } from "../../positions/line-edits.ts";
import { entryOf, type ListNode } from "../../positions/node.ts";
import { lineFinder, linesOfItem } from "../../positions/remove-from-list.ts";
import { yamlText } from "../init/yaml-text.ts";

/** What is said of a finding as a line of a list that is sorted by fingerprints. */
export interface EntryLine {
  readonly fingerprint: string;
  readonly line: string;
}

/** Between braces a text is always quoted: there more characters mean something. */
export function flowText(text: string): string {
  const written = yamlText(text);
  return written.startsWith('"') ? written : `"${written}"`;
}

/** What found a finding, as a map between braces. */
export function foundText({ rule, reason, app }: FoundBy): string {
  return `{ rule: ${flowText(rule)}, reason: ${flowText(reason)}, app: ${flowText(app)} }`;
}

/** Lines as they stand in the file. */
export function sortedLines(lines: readonly EntryLine[]): EntryLine[] {
  return lines.toSorted((a, b) => byCodeUnit(a.fingerprint, b.fingerprint));
}

/**
 * The edits that put lines where they belong by their fingerprints, each before the first entry behind it, with the comments above
 * that. Undefined where an entry does not stand on lines of its own.
 */
export function insertSorted(text: string, list: ListNode, entries: readonly EntryLine[]): LineEdit[] | undefined {
  const { lines } = linesOf(text);
  const lineAt = lineFinder(text);
  // People may have put an entry where it does not belong: a line goes before the first that is greater than it.
  const places: { readonly greatest: string; readonly at: number }[] = [];
  for (const item of list.items) {
    const found = entryOf(item, "fingerprint")?.node;
    const at = linesOfItem(text, item, lineAt)?.at;
    if (at === undefined) return undefined;
    const fingerprint = found?.type === "scalar" ? found.text : "";
    const [greatest = ""] = [fingerprint, places.at(-1)?.greatest ?? ""].toSorted().reverse();
    places.push({ greatest, at: aboveComments(lines, at, places.length === 0) });
  }
  const edits = new Map<number, string[]>();
  const margin = " ".repeat(Math.max(0, list.items.length === 0 ? 0 : list.place.column - 1));
  for (const { fingerprint, line } of entries) {
    const at = places[firstGreater(places, fingerprint)]?.at ?? lines.length;
    const insert = edits.get(at);
    if (insert) insert.push(`${margin}${line}`);
    else edits.set(at, [`${margin}${line}`]);
  }
  return [...edits].toSorted(([a], [b]) => a - b).map(([at, insert]) => ({ at, remove: 0, insert }));
}

function firstGreater(places: readonly { readonly greatest: string }[], fingerprint: string): number {
  let [from, to] = [0, places.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((places[middle]?.greatest ?? "") > fingerprint) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** The first of the comments right above a line; those above the first entry are the file's own. */
function aboveComments(lines: readonly string[], at: number, isFirst: boolean): number {
  let above = at;
  while (!isFirst && above > 0 && /^\s*#/.test(lines[above - 1] ?? "")) above -= 1;
  return above;
}
