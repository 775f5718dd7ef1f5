import type { DeclaredNote } from "../../model/declared/note.ts";
import { type EntryLine, flowText, sortedLines } from "../decisions/entry-line.ts";

/** Notes as lines of their file, sorted by fingerprint. */
export function noteLines(notes: readonly Pick<DeclaredNote, "fingerprint" | "note">[]): EntryLine[] {
  return sortedLines(
    notes.map(({ fingerprint, note }) => ({
      fingerprint,
      line: `- { fingerprint: "${fingerprint}", note: ${flowText(note)} }`,
    })),
  );
}
