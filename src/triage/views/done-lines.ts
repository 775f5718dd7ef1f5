import { clip } from "../text/fit.ts";
import { emptyLine, type Line, line } from "../text/line.ts";
import { wrapped } from "../text/wrap.ts";

/** What was written, and the commands that come next. */
export function doneLines(told: readonly string[], commands: readonly string[], width: number): Line[] {
  return [
    ...told.flatMap((text) => wrapped(text, width, { tone: "good" })),
    ...(commands.length > 0 ? [emptyLine, line("To commit it and open a pull request:")] : []),
    ...commands.map((command) => line(`  ${clip(command, width - 2)}`, "strong")),
  ];
}
