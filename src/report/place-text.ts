import type { ReportPlace } from "../model/report.ts";

const notes: Readonly<Partial<Record<ReportPlace["what"], string>>> = {
  withdrawn: "This is where the line that declared it was taken out.",
  manifest: "It has no line of its own; this is where the snapshot's manifest tells of its system.",
  config: "There is no snapshot to point into; this is the config.",
};

/** `file:line`, which editors and platforms follow. */
export function placeText({ file, line }: Pick<ReportPlace, "file" | "line">): string {
  return `${file}:${line}`;
}

/** What has to be said where a place is not that of the object itself. */
export function placeNote({ what }: ReportPlace): string | undefined {
  return notes[what];
}
