import { expandRoles } from "../../access/expand-roles.ts";
import type { Place } from "../../errors.ts";
import type { LoadedEstate } from "../../load/index.ts";
import type { RoleHolder } from "../../model/declared/expected.ts";
import type { Joined } from "../joined.ts";
import { roleGround } from "../role-ground.ts";
import type { Subject } from "../subjects.ts";
import { type Containment, containmentOf } from "./containment.ts";
import { type DeclaredOf, type Hold, HoldBook, nothing } from "./holds.ts";
import { findMoves, type MovedSubject } from "./moves.ts";
import { type Named, namedByRoles } from "./named.ts";

/** When a line of an access file was declared; undefined where nothing tells. */
export type DeclaredSince = (place: Pick<Place, "file" | "line">) => string | undefined;

/** What Git gives to whom, as far as roles and formats of one's own say so. */
export interface DeclaredAccess {
  /** What roles give to a subject. */
  of(subject: Subject): DeclaredOf;
  /** What roles speak of at all. */
  readonly named: Named;
  readonly containment: Containment;
  readonly moved: ReadonlyMap<string, MovedSubject>;
  readonly declaredSince: DeclaredSince;
}

/** Expands the roles for everybody; undefined where Git gives nobody anything. */
export function declaredAccess(
  estate: LoadedEstate,
  correlation: Joined,
  now: string,
  declaredSince: DeclaredSince,
): DeclaredAccess | undefined {
  const { roles, sod } = estate.access;
  if (roles.length === 0 && sod.length === 0 && !estate.systems.some(givesAccess)) return undefined;
  const ground = roleGround(estate, correlation, now);
  const expected = expandRoles(roles, ground);
  const { principals, entitlements } = estate;
  const numbers = new Map(entitlements.map(({ id }, number) => [id, number]));
  const birthrights = new Set(roles.filter(({ birthright }) => birthright).map(({ id }) => id));
  const containment = containmentOf(estate);
  const books = new Map<string, HoldBook>();
  const moved = findMoves(estate, correlation);
  const arrivals = arrivalsOf(estate, correlation);

  for (const grant of expected.grants) {
    const number = numbers.get(grant.entitlement);
    if (number === undefined) continue;
    const hold = holdOf(grant, grant.via);
    book(grant.subject).add("entitlements", number, hold, now);
    for (const [inner, way] of containment.inside(number)) {
      book(grant.subject).add("entitlements", inner, { ...hold, via: [...way, ...(grant.via ?? [])] }, now);
    }
  }
  for (const membership of expected.memberships) {
    book(membership.subject).add("groups", principals.numberOf(membership.group), holdOf(membership), now);
  }
  for (const [subject, { former }] of moved) {
    const known = books.get(subject);
    for (const [number, hold] of former) if (!known?.entitlements.has(number)) book(subject).former.set(number, hold);
  }

  return {
    of: (subject) => books.get(subject.id) ?? nothing,
    named: namedByRoles(estate, ground, expected.unread),
    containment,
    moved,
    declaredSince,
  };

  function book(subject: string): HoldBook {
    const known = books.get(subject);
    if (known) return known;
    const made = new HoldBook();
    books.set(subject, made);
    return made;
  }

  function holdOf({ subject, role, by, place, from, until }: RoleHolder, via?: readonly string[]): Hold {
    return {
      ...{ role, by, place, from, until, via },
      birthright: birthrights.has(role),
      since: sinceOf(subject, by, place, from),
    };
  }

  /** The latest of all that had to be there first, so that nothing is missed too early. */
  function sinceOf(subject: string, by: Hold["by"], place: Place, from: string | undefined): string | undefined {
    const declared = declaredSince(place) ?? from;
    if (declared === undefined) return undefined;
    const more = [from, arrivals(subject), by === "selector" ? moved.get(subject)?.seen : undefined];
    return more.reduce<string>((latest, at) => (at !== undefined && at > latest ? at : latest), declared);
  }
}

/** When somebody was first seen everywhere they are. */
function arrivalsOf({ principals, past }: LoadedEstate, { subjects }: Joined): (subject: string) => string | undefined {
  const known = new Map(subjects.all.map((subject) => [subject.id, subject]));
  return (id) => {
    const seen = (known.get(id)?.identities ?? []).flatMap(
      (number) => past.get(principals.identities[number]?.id ?? "")?.firstSeen ?? [],
    );
    return seen.toSorted().at(-1);
  };
}

/** Whether Git declares who is in groups of a system, or what they hold there, in a format of its own. */
export function givesAccess({ declared }: LoadedEstate["systems"][number]): boolean {
  return declared.some(({ kind }) => kind === "grant" || kind === "membership");
}
