import { defaultOf } from "./default-value.ts";
import { fieldShape, fieldShapes } from "./field-type.ts";
import type { RecordMapping } from "./record-schema.ts";

/** The fields that a mapping tells something about, as the manifest lists them; those left at `unknown` are none. */
export function fieldsRead({ kind, fields }: RecordMapping): ReadonlySet<string> {
  const derived = [...fieldShapes(kind)].flatMap(([name, { required }]) =>
    required && !(name in fields) && defaultOf(kind, name, fields)?.known ? [name] : [],
  );
  const status = "status" in fields && fieldShape(kind, "rawStatus") ? ["rawStatus"] : [];
  const neverEnds = Object.values(fields).some(
    (field) => typeof field === "object" && "never" in field && field.never !== undefined,
  );
  return new Set([...Object.keys(fields), ...derived, ...status, ...(neverEnds ? ["neverExpires"] : [])]);
}
