import { counted } from "../../counted.ts";
import type { Plan } from "../model/desk.ts";
import { parts } from "../text/fit.ts";
import { emptyLine, type Line, line, type Tone } from "../text/line.ts";
import { wrapped } from "../text/wrap.ts";

const made = new WeakMap<Plan, { readonly width: number; readonly lines: readonly Line[] }>();

/** What is going to be written: what it does, and the exact diff. It may be long, and is scrolled: it is laid out once for a width. */
export function confirmLines(plan: Plan, width: number): readonly Line[] {
  const known = made.get(plan);
  if (known?.width === width) return known.lines;
  const lines = laidOut(plan, width);
  made.set(plan, { width, lines });
  return lines;
}

function laidOut({ files, diff, does }: Plan, width: number): Line[] {
  return [
    line(`Nothing is written yet. This changes ${counted(files.length, "file")}:`, "strong"),
    ...does.flatMap((text) => wrapped(text, width, { lead: "· ", under: "  " })),
    emptyLine,
    // A line of a diff is shown as it is, and continued where it is too long: nothing of it is hidden.
    ...diff.flatMap((text) => diffLines(text, width)),
  ];
}

function diffLines(text: string, width: number): Line[] {
  const tone = toneOf(text);
  const shown = parts(text, width - 1);
  return shown.map((part, index) => line(index < shown.length - 1 ? `${part}↩` : part, tone));
}

function toneOf(text: string): Tone | undefined {
  if (text.startsWith("+++") || text.startsWith("---")) return "strong";
  if (text.startsWith("@@")) return "accent";
  if (text.startsWith("+")) return "good";
  return text.startsWith("-") ? "bad" : undefined;
}
