import * as z from "zod";
import { Digest } from "../../model/manifest.ts";
import { FoundInput } from "./found.ts";

const longestNote = 500;

/** One line that says something: what acts on a terminal, or ends a line, is no text of a note. */
export const NoteText = z
  .string()
  .regex(/\S/u, { error: "must say something" })
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, { error: "must be one line, without control characters" })
  .max(longestNote, { error: `must have at most ${longestNote} characters` });

/** One note in `access/notes.yaml`. Who wrote it, and when, stands in Git. */
export const NoteInput = z.strictObject({
  fingerprint: Digest.describe("The finding, as reports name it."),
  found: FoundInput.optional(),
  note: NoteText.describe("What has to be known of it; decides nothing."),
});
export type NoteInput = z.infer<typeof NoteInput>;
