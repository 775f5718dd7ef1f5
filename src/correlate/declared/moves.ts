import type { Move } from "../../load/history.ts";
import type { LoadedEstate } from "../../load/index.ts";
import type { PlacedReference } from "../../model/access.ts";
import { hasAttributes } from "../attributes.ts";
import { findEntitlements } from "../find-entitlements.ts";
import type { Joined } from "../joined.ts";
import { roleGroupGrants } from "../role-ground.ts";
import type { Subject } from "../subjects.ts";
import type { FormerHold } from "./holds.ts";

/** Somebody whose place has changed: the last change, and what the places before gave them. */
export interface MovedSubject {
  /** The last reading that showed the earlier place; waiting for certainty would give a whole collection more time. */
  readonly at: string;
  /** When the present place was first seen: nothing can have been missed before. */
  readonly seen: string;
  readonly field: string;
  readonly before: string | undefined;
  readonly former: ReadonlyMap<number, FormerHold>;
}

/** One change of one of somebody's records. */
interface Step extends Move {
  readonly identity: number;
}

/** Everybody whose attributes have changed while history was kept. */
export function findMoves(estate: LoadedEstate, correlation: Joined): ReadonlyMap<string, MovedSubject> {
  const found = new Map<string, MovedSubject>();
  if (estate.access.roles.length === 0) return found;
  for (const subject of correlation.subjects.all) {
    const steps = stepsOf(subject, estate);
    const [last] = steps;
    if (!last) continue;
    const { after, seen, field, before } = last;
    found.set(subject.id, { at: after, seen, field, before, former: formerOf(subject, steps, estate) });
  }
  return found;
}

/** The changes, the latest first. */
function stepsOf({ identities }: Subject, { principals, past }: LoadedEstate): Step[] {
  const steps = identities.flatMap((identity) => {
    const moves = past.get(principals.identities[identity]?.id ?? "")?.moves ?? [];
    return moves.map((move): Step => ({ ...move, identity }));
  });
  // The authoritative record comes first where two tell of the same day.
  return steps.toSorted((a, b) => (a.after < b.after ? 1 : a.after > b.after ? -1 : 0));
}

/** Takes the changes back, one reading after the other, and asks each time which roles somebody had. */
function formerOf(subject: Subject, steps: readonly Step[], estate: LoadedEstate): Map<number, FormerHold> {
  const former = new Map<number, FormerHold>();
  const earlier = new Map<string, string | undefined>();
  steps.forEach(({ identity, field, before, after }, index) => {
    earlier.set(`${identity} ${field}`, before);
    if (steps[index + 1]?.after === after) return;
    for (const role of estate.access.roles) {
      const { selector } = role;
      if (!selector || !hasAttributes(subject, selector, estate, earlier)) continue;
      for (const number of role.grants.flatMap((reference) => entitlementsOf(reference, estate)))
        if (!former.has(number)) former.set(number, { role: role.id, until: after });
    }
  });
  return former;
}

/** Numbers of the entitlements that a role gives by one of its references. */
function entitlementsOf(reference: PlacedReference, estate: LoadedEstate): number[] {
  if (reference.kind === "group") return roleGroupGrants(reference, estate);
  if (reference.kind !== "entitlement") return [];
  return findEntitlements(reference, estate).map((row) => estate.entitlements.indexOf(row));
}
