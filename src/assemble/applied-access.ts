import { byCodeUnit } from "../canonical.ts";
import type { DeclaredOf } from "../correlate/declared/holds.ts";
import type { Correlation } from "../correlate/index.ts";
import { standingOf } from "../correlate/standing.ts";
import type { Subject } from "../correlate/subjects.ts";
import type { Place } from "../errors.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { AppliedEntry, DeclaredAt } from "../model/document.ts";

/** What tells which declared access is there, and whether its holder is. */
export interface AppliedGround {
  readonly estate: LoadedEstate;
  readonly correlation: Correlation;
  readonly now: string;
  readonly isPrivileged: (kind: AppliedEntry["kind"], number: number) => boolean;
}

/** Of one subject: its principals, what roles say of it, and what it was seen to hold. Numbers of the estate. */
interface Holding {
  readonly principals: readonly number[];
  readonly said: DeclaredOf;
  readonly entitlements: ReadonlySet<number>;
  readonly groups: ReadonlySet<number>;
}

/**
 * What Git declares for somebody who is not here and what they hold already. Each line is told by what it names, not by all
 * that comes by it: that the access is there is told grant by grant elsewhere.
 */
export function appliedAccess(subject: Subject, holding: Holding, ground: AppliedGround): AppliedEntry[] {
  const { estate, correlation, now, isPrivileged } = ground;
  if (standingOf(subject, estate, correlation, now) === "here") return [];
  const { grants, nesting, principals, entitlements } = estate;
  const found = new Map<string, AppliedEntry>();
  const { said } = holding;
  for (const [number, { place }] of [...said.groups, ...said.coming.groups])
    if (holding.groups.has(number)) note("group", number, placeOf(place));
  for (const [number, { place, via = [] }] of [...said.entitlements, ...said.coming.entitlements])
    if (via.length === 0 && holding.entitlements.has(number)) note("entitlement", number, placeOf(place));
  for (const principal of holding.principals) {
    nesting.byMember.each(principal, (membership) => {
      const row = nesting.memberships[membership];
      if (row?.declared && row.observed) note("group", nesting.groupOf(membership), row.declared);
    });
    grants.byPrincipal.each(principal, (grant) => {
      const declared = grants.declared(grant);
      if (declared && grants.observed(grant) && !grants.denies(grant))
        note("entitlement", grants.entitlement(grant), declared);
    });
  }
  return [...found.values()].toSorted((a, b) => byCodeUnit(a.id, b.id));

  function note(kind: AppliedEntry["kind"], number: number, declared: DeclaredAt): void {
    const row = kind === "group" ? principals.groupAt(number) : entitlements[number];
    if (!row) return;
    const id = `${subject.id}/${row.id}`;
    if (found.has(id)) return;
    const what = { id, kind, target: row.id, system: row.system, name: row.keys.name, declared };
    found.set(id, { ...what, ...(isPrivileged(kind, number) && { privileged: true as const }) });
  }
}

function placeOf({ file = "", line = 1 }: Place): DeclaredAt {
  return { file, line };
}
