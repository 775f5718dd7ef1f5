import stringWidth from "fast-string-width";
import { wrapAnsi } from "fast-wrap-ansi";
import type { ReportTarget } from "../reporter.ts";
import { inertLine, safeText } from "../safe-text.ts";

const indent = "  ";
const gap = "  ";

/** A column of words is not made narrower than this, whatever the terminal. */
const narrowest = 6;

/**
 * Rows under a heading, columns aligned by what a terminal shows; numbers to the right. Where it is narrow, words wrap,
 * but not those of the `firm` columns.
 */
export function table(
  heading: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  target: ReportTarget,
  firm: readonly string[] = [],
): string {
  const cells = [heading, ...rows].map((row) => row.map((cell) => safeText(String(cell))));
  const right = heading.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === "number"));
  const natural = heading.map((_, column) => Math.max(...cells.map((row) => stringWidth(row[column] ?? ""))));
  const fixed = heading.map((name, column) => right[column] || firm.includes(name));
  const widths = fitted(natural, fixed, target.columns - indent.length - gap.length * (heading.length - 1));
  return cells.map((row) => rowLines(row, widths, right)).join("");
}

/** Widths that fit: those of words give way, the widest first. */
function fitted(natural: readonly number[], fixed: readonly boolean[], room: number): number[] {
  const widths = [...natural];
  for (let over = widths.reduce((sum, width) => sum + width, 0) - room; over > 0; over -= 1) {
    const words = widths.map((width, column) => (fixed[column] ? 0 : width));
    const widest = Math.max(...words);
    if (widest <= narrowest) break;
    widths[words.indexOf(widest)] = widest - 1;
  }
  return widths;
}

function rowLines(row: readonly string[], widths: readonly number[], right: readonly boolean[]): string {
  const columns = row.map((cell, column) =>
    wrapAnsi(cell, widths[column] ?? 1, { hard: true, trim: true }).split("\n"),
  );
  const height = Math.max(...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) => {
    const line = columns.map((lines, column) => {
      const text = lines[at] ?? "";
      const padding = " ".repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(text)));
      return right[column] ? `${padding}${text}` : `${text}${padding}`;
    });
    return `${indent}${inertLine(line.join(gap))}`.trimEnd().concat("\n");
  }).join("");
}
