import type { Written } from "../model/desk.ts";
import { emptyLine, type Line, line } from "../text/line.ts";
import { wrapped } from "../text/wrap.ts";

/** What was written, and the commands that come next. */
export function doneLines({ told, wrong = [], commands }: Written, width: number): Line[] {
  return [
    ...told.flatMap((text) => wrapped(text, width, { tone: "good" })),
    ...wrong.flatMap((text) => wrapped(text, width, { tone: "bad" })),
    ...(commands.length > 0 ? [emptyLine, line("To commit it and open a pull request:")] : []),
    // Somebody may type them off the screen: nothing of them is hidden.
    ...commands.flatMap((command) => wrapped(command, width, { tone: "strong", lead: "  ", under: "    " })),
  ];
}
