import stringWidth from "fast-string-width";
import { safeText } from "../safe-text.ts";

/** Rows under a heading, columns aligned by what a terminal shows; numbers to the right. */
export function table(
  heading: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  indent = "  ",
): string {
  const cells = [heading, ...rows].map((row) => row.map((cell) => safeText(String(cell))));
  const widths = heading.map((_, column) => Math.max(...cells.map((row) => stringWidth(row[column] ?? ""))));
  const right = heading.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === "number"));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => {
        const padding = " ".repeat((widths[column] ?? 0) - stringWidth(cell));
        return right[column] ? `${padding}${cell}` : `${cell}${padding}`;
      })
      .join("  ")
      .trimEnd(),
  );
  return lines.map((line) => `${indent}${line}\n`).join("");
}
