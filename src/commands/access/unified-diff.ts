import { type LineEdit, linesOf } from "../../positions/line-edits.ts";

/** Lines shown around a change. */
const around = 3;

/** What edits do to a file, as `diff -u` and Git show it; of a file that is new, everything. */
export function unifiedDiff(path: string, before: string | undefined, edits: readonly LineEdit[]): string[] {
  const old = linesOf(before ?? "");
  const lines = before === undefined || before === "" ? [] : old.lines;
  const noEnd = lines.length > 0 && !old.isEnded ? lines.length - 1 : -1;
  let moved = 0;
  const hunks = hunksOf(wholeLines(edits, lines, noEnd), lines.length).flatMap((hunk) => {
    const shown = hunk.flatMap((edit, index) => hunkLines(edit, index, hunk, lines, noEnd));
    const [first, last] = [hunk[0], hunk.at(-1)];
    if (!first || !last) return [];
    const from = Math.max(0, first.at - around);
    const to = Math.min(lines.length, last.at + last.remove + around);
    const grown = hunk.reduce((sum, { remove, insert }) => sum + insert.length - remove, 0);
    const head = `@@ -${range(from, to - from)} +${range(from + moved, to - from + grown)} @@`;
    moved += grown;
    return [head, ...shown];
  });
  return [before === undefined ? "--- /dev/null" : `--- a/${path}`, `+++ b/${path}`, ...hunks];
}

/** What is added behind a line without an end gives that line one, and so replaces it, unless the line itself goes. */
function wholeLines(edits: readonly LineEdit[], lines: readonly string[], noEnd: number): LineEdit[] {
  const goes = edits.some(({ at, remove }) => at <= noEnd && noEnd < at + remove);
  return edits.map((edit) => {
    const last = goes ? undefined : lines[noEnd];
    if (last === undefined || edit.at !== lines.length || edit.insert.length === 0) return edit;
    return { at: noEnd, remove: 1, insert: [last, ...edit.insert] };
  });
}

/** Edits whose surroundings touch are shown together. */
function hunksOf(edits: readonly LineEdit[], count: number): LineEdit[][] {
  const hunks: LineEdit[][] = [];
  for (const edit of edits) {
    const last = hunks.at(-1);
    const end = last?.at(-1);
    if (end && edit.at - around <= Math.min(count, end.at + end.remove + around)) last?.push(edit);
    else hunks.push([edit]);
  }
  return hunks;
}

function hunkLines(
  { at, remove, insert }: LineEdit,
  index: number,
  hunk: readonly LineEdit[],
  lines: readonly string[],
  noEnd: number,
): string[] {
  const earlier = hunk[index - 1];
  const from = earlier ? earlier.at + earlier.remove : Math.max(0, at - around);
  const to = index === hunk.length - 1 ? Math.min(lines.length, at + remove + around) : at + remove;
  const shown = (sign: string, start: number, end: number) =>
    lines
      .slice(start, end)
      .flatMap((line, offset) => [
        `${sign}${line}`,
        ...(start + offset === noEnd ? ["\\ No newline at end of file"] : []),
      ]);
  return [
    ...shown(" ", from, at),
    ...shown("-", at, at + remove),
    ...insert.map((line) => `+${line}`),
    ...shown(" ", at + remove, to),
  ];
}

function range(start: number, count: number): string {
  return `${count === 0 ? start : start + 1},${count}`;
}
