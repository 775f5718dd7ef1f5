import type { AccessState } from "../../model/access.ts";
import type { Decision } from "../../triage/model/decision.ts";
import type { EntriesChange } from "../decisions/write-entries.ts";
import { noteLines } from "../notes/note-lines.ts";

/** What notes that were decided on do to their file: the empty ones go, the others come, in the place of what was there. */
export function noteChanges(decisions: readonly Decision[], { notes }: AccessState): EntriesChange {
  const known = new Set(notes.map(({ fingerprint }) => fingerprint));
  const written = decisions.flatMap(({ about, note }) => (note === undefined ? [] : [{ about, note }]));
  return {
    add: noteLines(written.filter(({ note }) => note !== "")),
    remove: new Set(written.map(({ about }) => about.fingerprint).filter((fingerprint) => known.has(fingerprint))),
  };
}
