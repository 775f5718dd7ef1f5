import type { DeclaredNote } from "../model/declared/note.ts";
import type { ReportNotes } from "../model/report.ts";
import { type AbsenceGround, absentOf } from "./absent.ts";
import type { SettledFinding } from "./settle.ts";

/** The findings with their notes, which change nothing else of them, and the notes as a whole. */
export function applyNotes(
  findings: readonly SettledFinding[],
  entries: readonly DeclaredNote[],
  ground: AbsenceGround,
): { readonly findings: SettledFinding[]; readonly notes: ReportNotes } {
  const byMark = new Map(entries.map(({ fingerprint, note }) => [fingerprint, note]));
  const { gone, ...unproven } = absentOf(entries, findings, ground);
  return {
    findings: findings.map((finding) => {
      const note = byMark.get(finding.fingerprint);
      return note === undefined ? finding : { ...finding, note };
    }),
    notes: {
      ...{ entries: entries.length, ...unproven },
      stale: gone.map(({ fingerprint, note }) => ({ fingerprint, note })),
    },
  };
}
