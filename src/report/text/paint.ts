import { wrapAnsi } from "fast-wrap-ansi";
import pc from "picocolors";
import type { Severity } from "../../model/severity.ts";
import type { ReportTarget } from "../reporter.ts";
import { inertLine, safeText } from "../safe-text.ts";

/** Colours by role; without colour every one of them leaves text as it is, and no meaning is lost. */
export type Paint = ReturnType<typeof paintFor>;

export function paintFor({ colour }: ReportTarget) {
  const c = pc.createColors(colour);
  const bySeverity: Record<Severity, (text: string) => string> = {
    critical: (text) => c.bold(c.red(text)),
    high: c.red,
    medium: c.yellow,
    low: c.cyan,
    info: c.dim,
  };
  return { heading: c.bold, faint: c.dim, bad: c.red, good: c.green, severity: (level: Severity) => bySeverity[level] };
}

/** A paragraph wrapped to the width, its first line behind `lead`, the others behind spaces of the same width. */
export function paragraph(text: string, target: ReportTarget, lead = ""): string {
  return folded(safeText(text), target, lead);
}

/** The same for text that is harmless already and may be painted. */
export function folded(text: string, { columns }: ReportTarget, lead = ""): string {
  const width = Math.max(20, Math.min(columns, 120) - lead.length);
  const wrapped = wrapAnsi(text, width, { hard: true, trim: true });
  const indent = " ".repeat(lead.length);
  return `${lead}${wrapped.split("\n").map(inertLine).join(`\n${indent}`)}\n`;
}
