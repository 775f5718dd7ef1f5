import type { LoadedEstate } from "../load/index.ts";
import { attributeValues, foldName } from "../load/match-keys.ts";
import type { Selector } from "../model/declared/role.ts";
import type { Joined } from "./joined.ts";
import { standingOf } from "./standing.ts";
import type { Subject } from "./subjects.ts";

/** Whom a selector means. */
export interface Selected {
  /** In the order of their ids. */
  readonly subjects: readonly Subject[];
  /** Fields that no system tells of anybody, so that nobody can be said to have them or not. */
  readonly unread: readonly string[];
}

const people: ReadonlySet<Subject["kind"]> = new Set<Subject["kind"]>(["human", "external", "unknown"]);

/** Everybody present who has all the attributes that a selector asks for, letter case aside. */
export function selectSubjects({ terms }: Selector, estate: LoadedEstate, correlation: Joined, now: string): Selected {
  const unread = terms.map(({ field }) => field).filter((field) => !isRead(field, estate));
  if (unread.length > 0) return { subjects: [], unread };
  const asked = askedOf(terms, estate);
  const subjects = correlation.subjects.all.filter((subject) => {
    if (!isPerson(subject)) return false;
    return fits(subject, asked, estate) && standingOf(subject, estate, correlation, now) !== "left";
  });
  return { subjects, unread };
}

/** Values that records had before, by the number of the identity and the field. */
export type EarlierValues = ReadonlyMap<string, string | undefined>;

/** Whether somebody had all the attributes when the values were the earlier ones. */
export function hasAttributes(
  subject: Subject,
  { terms }: Selector,
  estate: LoadedEstate,
  earlier: EarlierValues,
): boolean {
  return isPerson(subject) && fits(subject, askedOf(terms, estate), estate, earlier);
}

function isPerson({ kind, identities }: Subject): boolean {
  return people.has(kind) && identities.length > 0;
}

interface AskedTerm {
  readonly field: string;
  readonly systems: readonly string[] | undefined;
  readonly wanted: ReadonlySet<string>;
}

function askedOf(terms: Selector["terms"], estate: LoadedEstate): AskedTerm[] {
  return terms.map(({ field, values }) => ({
    systems: precedence(field, estate),
    field,
    wanted: new Set(values.map(foldName)),
  }));
}

function fits(subject: Subject, asked: readonly AskedTerm[], estate: LoadedEstate, earlier?: EarlierValues): boolean {
  return asked.every(({ field, systems, wanted }) => {
    const value = attributeOf(subject, field, systems, estate, earlier);
    return value !== undefined && wanted.has(foldName(value));
  });
}

/**
 * The value that counts: of the first system that tells one, in the order that `access/authority.yaml` gives for the field.
 * Where it gives none, authoritative records come first, then directories.
 */
function attributeOf(
  { identities }: Subject,
  field: string,
  systems: readonly string[] | undefined,
  { principals }: LoadedEstate,
  earlier?: EarlierValues,
): string | undefined {
  const rows = identities.flatMap((number) => {
    const row = principals.identities[number];
    return row ? [{ system: row.system, keys: row.keys, key: `${number} ${field}` }] : [];
  });
  const ordered = systems?.flatMap((system) => rows.filter((row) => row.system === system)) ?? rows;
  for (const { keys, key } of ordered) {
    const [value] = earlier?.has(key)
      ? [earlier.get(key)]
      : field === "kind"
        ? [keys.kind]
        : field.startsWith("attributes.")
          ? attributeValues(keys, field)
          : [keys.asked?.[field]];
    if (value !== undefined && value !== "unknown") return value;
  }
  return undefined;
}

function precedence(field: string, { access }: LoadedEstate): readonly string[] | undefined {
  const entry = access.authority.find(({ field: { of, name } }) => of === "person" && name === field);
  return entry?.from.map(({ system }) => system);
}

/** Whether any system that tells who people are, or the one whose word counts, tells this field at all. */
function isRead(field: string, estate: LoadedEstate): boolean {
  const systems = precedence(field, estate);
  return estate.systems.some(({ system, kinds }) => {
    if (systems && !systems.includes(system)) return false;
    const read = kinds.identity?.fieldsRead ?? [];
    return read.includes(field) || (field.startsWith("attributes.") && read.includes("attributes"));
  });
}
