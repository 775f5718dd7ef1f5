import * as z from "zod";

/** The kinds of records, each a file of its own in the snapshot. */
export const recordKinds = [
  "tenant",
  "identity",
  "group",
  "membership",
  "account",
  "entitlement",
  "grant",
  "credential",
  "event",
  "channel",
  "review",
  "probe",
] as const;
export type RecordKind = (typeof recordKinds)[number];

/** `<kind>:<system>/<tenant>/<nativeId>`; the native id is opaque and may hold slashes itself. */
export const RecordId = z.string().regex(/^[a-z]+:[^/\s]+\/[^/\s]+\/\S+$/, {
  error: "must be an id like account:github/acme/4711",
});
export type RecordId = z.infer<typeof RecordId>;

export interface RecordIdParts {
  readonly kind: string;
  readonly system: string;
  readonly tenant: string;
  readonly nativeId: string;
}

/** Builds the id of a record. White space, control and format characters and `%` are percent-encoded; case is kept. */
export function recordId(kind: RecordKind, system: string, tenant: string, nativeId: string): RecordId {
  return `${kind}:${encodePart(system, /[/\s\p{C}%]/gu)}/${encodePart(tenant, /[/\s\p{C}%]/gu)}/${encodePart(nativeId, /[\s\p{C}%]/gu)}`;
}

/** Splits a record id; undefined when it is none. The parts stay encoded. */
export function parseRecordId(id: string): RecordIdParts | undefined {
  const colon = id.indexOf(":");
  const first = id.indexOf("/", colon + 1);
  const second = id.indexOf("/", first + 1);
  if (colon <= 0 || first < 0 || second < 0 || second === id.length - 1) return undefined;
  return {
    kind: id.slice(0, colon),
    system: id.slice(colon + 1, first),
    tenant: id.slice(first + 1, second),
    nativeId: id.slice(second + 1),
  };
}

function encodePart(text: string, unsafe: RegExp): string {
  return text.toWellFormed().replace(unsafe, (character) => encodeURIComponent(character));
}
