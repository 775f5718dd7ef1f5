import type { Place, Problem } from "../errors.ts";
import type { PlacedReference, Reference, ReferenceKind } from "../model/access.ts";
import { parseRecordId, recordKinds } from "../model/record-id.ts";

/** How each kind of reference is written, for messages and schemas. */
export const referenceForms = {
  person: "person:<e-mail or id>",
  nhi: "nhi:<id>",
  group: "group:<system>/<name or id>",
  app: "app:<id>",
  entitlement: "entitlement:<app>/<kind>/<name or id>",
  account: "account:<system>/<tenant>/<id>",
  tag: "tag:<sod tag>",
  record: "<kind>:<system>/<tenant>/<id>",
  source: "source:<system>",
} as const satisfies Record<ReferenceKind, string>;

/** What a finding or a decision can be about. */
export const objectKinds = [
  ...["account", "nhi", "person", "group", "entitlement", "app", "source", "record"],
] as const satisfies readonly ReferenceKind[];

/**
 * Parses a reference; undefined where the text follows none of the forms. Names are kept as written but for white space
 * around them and composed characters: whether case matters is decided where they are looked up. The id of an account or
 * another record is kept to the letter; white space and control characters in it are percent-encoded, as record ids hold
 * them.
 */
export function parseReference(written: string): Reference | undefined {
  const exact = written.trim();
  const text = exact.normalize("NFC");
  const colon = text.indexOf(":");
  const rest = text.slice(colon + 1);
  if (colon < 0 || rest === "" || rest !== rest.trim()) return undefined;
  const kind = text.slice(0, colon);
  switch (kind) {
    case "person":
      return { kind: "person", text, name: rest };
    case "nhi":
      return simple(rest) ? { kind: "nhi", text, id: text } : undefined;
    case "app":
      return simple(rest) ? { kind: "app", text, id: rest } : undefined;
    case "tag":
      return simple(rest) ? { kind: "tag", text, tag: rest } : undefined;
    case "group":
      return group(text, rest);
    case "entitlement":
      return entitlement(text, rest);
    case "account":
      return record(exact, kind);
    case "source":
      return simple(rest) ? { kind: "source", text, system: rest } : undefined;
    default:
      return recordKinds.some((known) => known === kind) ? record(exact, kind) : undefined;
  }
}

/** Parses a reference that must be of one of the kinds given; a problem with its place where it is not. */
export function placedReference(
  text: string,
  kinds: readonly ReferenceKind[],
  place: Place,
): PlacedReference | { readonly problem: Problem } {
  const parsed = parseReference(text);
  if (parsed && kinds.includes(parsed.kind)) return { ...parsed, place };
  const forms = kinds.map((kind) => referenceForms[kind]).join(" or ");
  const message = parsed
    ? `${JSON.stringify(text)} is ${article(parsed.kind)}, which cannot stand here`
    : `${JSON.stringify(text)} is not a reference`;
  return { problem: { code: "access/bad-reference", message, place, next: `Write ${forms}.` } };
}

function group(text: string, rest: string): Reference | undefined {
  const slash = rest.indexOf("/");
  const system = rest.slice(0, slash);
  const name = rest.slice(slash + 1);
  return slash > 0 && simple(system) && name !== "" ? { kind: "group", text, system, name } : undefined;
}

function entitlement(text: string, rest: string): Reference | undefined {
  const [app = "", entitlementKind = "", ...names] = rest.split("/");
  const name = names.join("/");
  if (!simple(app) || !simple(entitlementKind) || name === "") return undefined;
  return { kind: "entitlement", text, app, entitlementKind, name };
}

function record(text: string, kind: string): Reference | undefined {
  const id = `${kind}:${text
    .slice(kind.length + 1)
    .toWellFormed()
    .replace(/[\s\p{C}]/gu, encodeURIComponent)}`;
  const parts = parseRecordId(id);
  if (!parts?.system || !parts.tenant) return undefined;
  return { kind: kind === "account" ? "account" : "record", text, id, system: parts.system };
}

function simple(part: string): boolean {
  return part !== "" && !/[/\s\p{C}]/u.test(part);
}

function article(kind: ReferenceKind): string {
  return /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`;
}
