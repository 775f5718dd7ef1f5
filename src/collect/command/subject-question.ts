import { EntitlintError } from "../../errors.ts";
import type { RecordKind } from "../../model/record-id.ts";
import { parseRecordId } from "../../model/record-id.ts";
import type { Known, Wanted } from "../look-up.ts";
import { subjectVersion } from "./subject-line.ts";

/** No variable of a process may be longer (128 KiB on Linux). */
const longest = 120 << 10;

/** What a program is asked, as the text of a variable. @throws EntitlintError where it is too long for one */
export function subjectQuestion(wanted: Wanted): string {
  const all = [...wanted.own, ...wanted.access];
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  const text = JSON.stringify({
    version: subjectVersion,
    wanted: all.map((known) => ({ ...nameOf(known), fields: fieldsOf(known) })),
    names: wanted.names,
    witnesses: kinds.flatMap((kind: RecordKind) => wanted.witnesses(kind).map(nameOf)),
  });
  if (Buffer.byteLength(text) <= longest) return text;
  throw new EntitlintError({
    code: "collect/command-failed",
    message: `the subject has so many records (${all.length}) that a program cannot be asked for them`,
    next: "Ask about one of its accounts.",
  });
}

function nameOf({ kind, record }: Known): { kind: string; id: string; tenant: string } {
  const parts = parseRecordId(record.id);
  const [id = "", tenant = ""] = [parts?.nativeId, parts?.tenant].map((part) => decodeURIComponent(part ?? ""));
  return { kind, id, tenant };
}

function fieldsOf({ record }: Known): object {
  const { id: _id, aliases: _aliases, unknown: _unknown, ...fields } = record;
  return fields;
}
