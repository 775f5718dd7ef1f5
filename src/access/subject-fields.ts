import { nearest } from "../did-you-mean.ts";
import { recordSchemas } from "../model/record.ts";
import type { ObjectReader } from "./object-reader.ts";

/** Attributes of people that a role can be given by, and that an authority can be named for. */
export const personFields = [
  ...["department", "title", "costCenter", "employmentType", "orgUnit", "managerId", "kind"],
] as const;

const untold = new Set(["id", "aliases", "unknown", "attributes", "rawStatus", "kindEvidence"]);

/** Every field of a kind of record that some system can be the authority for. */
export function fieldsOf(kind: "identity" | "account"): string[] {
  return Object.keys(recordSchemas[kind].shape).filter((field) => !untold.has(field));
}

/** Reports a field that records do not have; `attributes.<name>` is always one. */
export function requireField(
  written: string,
  known: readonly string[],
  reader: ObjectReader,
  path: readonly PropertyKey[],
): void {
  if (known.includes(written) || /^attributes\.\S+$/.test(written)) return;
  const near = nearest(written, known) ?? `attributes.${written}`;
  reader.report(
    {
      code: "access/unknown-attribute",
      message: `there is no attribute ${JSON.stringify(written)}`,
      next: `Did you mean \`${near}\`? Known: ${known.join(", ")}, attributes.<name>.`,
    },
    path,
  );
}
