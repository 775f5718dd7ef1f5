import type { PolicyDiagnostic } from "./types.ts";

/** What OPA calls a position that the policy gives no name to; in Rego such a one is written `_`. */
const generated = /__local\d+__/g;

/**
 * A diagnostic as its lines: what is wrong, then what OPA draws below it. Names of OPA's own making are written as `_`, and
 * what is drawn under the text that held one moves along with it.
 */
export function readableLines({ message, details }: Pick<PolicyDiagnostic, "message" | "details">): string[] {
  const [drawn = "", ...below] = details;
  const isDrawing = below.some((line) => /^ *\^+$/.test(line));
  const lines = isDrawing
    ? [withoutNames(drawn), ...below.map((line) => moved(line, drawn))]
    : details.map(withoutNames);
  return [...withoutNames(message).split("\n"), ...lines.flatMap((line) => line.split("\n"))];
}

function withoutNames(text: string): string {
  return text.replace(generated, "_");
}

/** A line below a text, its first character and the end of its carets under the same characters as before. */
function moved(line: string, above: string): string {
  const [, spaces = "", carets = "", rest = ""] = /^( *)(\^*)(.*)$/.exec(line) ?? [];
  const place = (column: number) => withoutNames(above.slice(0, column)).length;
  const start = place(spaces.length);
  const width = carets === "" ? 0 : Math.max(1, place(spaces.length + carets.length) - start);
  return `${" ".repeat(start)}${"^".repeat(width)}${withoutNames(rest)}`;
}
