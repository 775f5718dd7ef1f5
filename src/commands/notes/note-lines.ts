import type { Finding } from "../../model/report.ts";
import { type EntryLine, flowText, foundText, sortedLines } from "../decisions/entry-line.ts";

/** A note that is to be written on a finding. */
export interface WantedNote {
  readonly about: Pick<Finding, "fingerprint" | "rule" | "reason" | "app">;
  readonly note: string;
}

/** Notes as lines of their file, sorted by fingerprint. */
export function noteLines(notes: readonly WantedNote[]): EntryLine[] {
  return sortedLines(
    notes.map(({ about: { fingerprint, ...found }, note }) => ({
      fingerprint,
      line: `- { fingerprint: "${fingerprint}", found: ${foundText(found)}, note: ${flowText(note)} }`,
    })),
  );
}
