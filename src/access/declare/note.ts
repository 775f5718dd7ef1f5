import type { Problem } from "../../errors.ts";
import type { DeclaredNote } from "../../model/declared/note.ts";
import { validate } from "../../positions/validate.ts";
import type { AccessObject } from "../read-objects.ts";
import { NoteInput } from "../schema/note.ts";

/** The note that an object of `access/notes.yaml` holds, or everything that is wrong with it. */
export function declareNote({ node }: AccessObject): DeclaredNote | readonly Problem[] {
  const checked = validate(node, NoteInput);
  if (!checked.ok) return checked.problems;
  const { fingerprint, found, note } = checked.value;
  return { fingerprint, ...(found && { found }), note, place: node.place };
}
