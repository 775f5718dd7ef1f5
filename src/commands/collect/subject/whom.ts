import type { Name } from "../../../collect/look-up.ts";
import type { Subject } from "../../../correlate/subjects.ts";
import { EntitlintError } from "../../../errors.ts";
import { strongEmails } from "../../../load/match-keys.ts";
import type { OpenEstate } from "../../estate/open-estate.ts";
import { findAsked } from "../../explain/find-asked.ts";

/** More names than this are nobody's, and each costs a request a source. */
const mostNames = 10;

/** Whom to look for: a subject of the snapshot, or only a name. */
export interface Whom {
  readonly asked: string;
  readonly subject: Subject | undefined;
  /** Ids of all its records. */
  readonly ids: ReadonlySet<string>;
  readonly names: readonly Name[];
}

/**
 * Finds whom a text means, as `explain` does. A login or an address that nothing has can still be searched for.
 * @throws EntitlintError where it may be several, or is an id that nothing has
 */
export function whoIs(asked: string, open: OpenEstate): Whom {
  const { principals, credentials } = open.estate;
  const subject = subjectOf(asked, open);
  if (subject === undefined) return { asked, subject, ids: new Set(), names: namesOfText(asked) };
  const rows = [
    ...subject.identities.flatMap((number) => principals.identities[number] ?? []),
    ...subject.accounts.flatMap((number) => principals.accounts[number] ?? []),
  ];
  const keys = subject.credentials.flatMap((number) => credentials[number] ?? []);
  const names = rows.flatMap((row): Name[] => [
    ...(row.keys.userName === undefined ? [] : [{ by: "login" as const, value: row.keys.userName }]),
    ...strongEmails(row.keys.emails).map((value) => ({ by: "address" as const, value })),
  ]);
  return { asked, subject, ids: new Set([...rows, ...keys].map(({ id }) => id)), names: different(names) };
}

function subjectOf(asked: string, open: OpenEstate): Subject | undefined {
  try {
    const found = findAsked(asked, open);
    if ("subject" in found) return found.subject;
    throw nobody(asked);
  } catch (error) {
    const isUnknown = error instanceof EntitlintError && error.problems[0].code === "estate/unknown-object";
    if (isUnknown && namesOfText(asked).length > 0) return undefined;
    throw error;
  }
}

/** A group or an entitlement can be explained, and looks at nobody. */
function nobody(asked: string): EntitlintError {
  return new EntitlintError({
    code: "usage/invalid",
    message: `${JSON.stringify(asked)} is no person, machine or account`,
    next: "`entitlint explain` shows who stands behind it; name one of those.",
  });
}

/** The names that a text may be; none where it is an id, which only the snapshot could explain. */
function namesOfText(text: string): Name[] {
  const name = text.startsWith("person:") ? text.slice("person:".length) : text;
  if (name === "" || /^[a-z]+:/u.test(name)) return [];
  const login: Name = { by: "login", value: name };
  return name.includes("@") ? [login, { by: "address", value: name }] : [login];
}

/** Each name once, whatever its capitals. */
function different(names: readonly Name[]): Name[] {
  const byKey = new Map(names.toReversed().map((name) => [`${name.by} ${name.value.toLowerCase()}`, name]));
  return [...byKey.values()].toReversed().slice(0, mostNames);
}
