import type { Hold } from "../correlate/declared/holds.ts";
import type { DeclaredAccess } from "../correlate/declared/index.ts";
import type { Correlation } from "../correlate/index.ts";
import type { Subject } from "../correlate/subjects.ts";
import type { Place } from "../errors.ts";
import type { LoadedEstate } from "../load/index.ts";
import { privilegedGroups } from "../load/privileged.ts";
import type {
  AppliedEntry,
  DeclaredAt,
  DutyEntry,
  ExpectedEntry,
  MembershipEntry,
  SubjectDocument,
} from "../model/document.ts";
import type { AccountPart } from "./account-parts.ts";
import { type AppliedGround, appliedAccess } from "./applied-access.ts";
import { differingMemberships } from "./differing-memberships.ts";
import { Duties } from "./duties.ts";
import { deniedOf, isInTime } from "./effective.ts";
import { fieldsText } from "./entry-text.ts";
import { LayeredReach } from "./layered-reach.ts";
import type { ReachedGrant } from "./reached-grant.ts";

/** What was decided about one subject, as its document tells it beside what was observed. */
export interface SubjectParts {
  readonly expected?: ExpectedEntry[] | undefined;
  readonly applied?: AppliedEntry[] | undefined;
  readonly duties?: DutyEntry[] | undefined;
  readonly moved?: SubjectDocument["moved"];
  /** Of each account, memberships of which Git and the system say different things. */
  readonly memberships: ReadonlyMap<AccountPart, readonly MembershipEntry[]>;
}

/** How documents are to be written. */
interface Terms {
  readonly observedAt: (system: string, kind: "grant" | "membership") => string;
  readonly now: string;
  readonly compares: true | undefined;
}

/** Holds what Git declares against what was observed, subject by subject. */
export class DeclaredParts {
  readonly layers: LayeredReach | undefined;
  readonly #estate: LoadedEstate;
  readonly #correlation: Correlation;
  readonly #declared: DeclaredAccess;
  readonly #duties: Duties;
  /** Ids of entitlements. */
  readonly #privileged: ReadonlySet<string>;
  readonly #isPrivilegedGroup: (group: number) => boolean;
  readonly #observedAt: Terms["observedAt"];
  readonly #applied: AppliedGround | undefined;

  constructor(
    estate: LoadedEstate,
    correlation: Correlation,
    declared: DeclaredAccess,
    { observedAt, now, compares }: Terms,
  ) {
    this.layers = LayeredReach.of(estate);
    this.#estate = estate;
    this.#correlation = correlation;
    this.#declared = declared;
    this.#duties = new Duties(estate, declared.containment);
    this.#privileged = new Set(estate.entitlements.flatMap(({ id, keys }) => (keys.privileged ? [id] : [])));
    this.#isPrivilegedGroup = privilegedGroups(estate);
    this.#observedAt = observedAt;
    const isPrivileged = (kind: AppliedEntry["kind"], number: number) =>
      kind === "group" ? this.#isPrivilegedGroup(number) : this.#privileged.has(estate.entitlements[number]?.id ?? "");
    this.#applied = compares && { estate, correlation, now, isPrivileged };
  }

  /** Notes on every grant of the subject what Git says of it, and gives what stands beside them. */
  of(subject: Subject, parts: readonly AccountPart[]): SubjectParts {
    const { entitlements, grants, principals } = this.#estate;
    const said = this.#declared.of(subject);
    const members = [...new Set([...parts.flatMap((part) => part.members), ...ownNumbers(subject, principals)])];
    const groups = this.#groupsOf(members);
    const held = this.#held(parts);
    const ways = waysByEntitlement(parts, this.#estate);
    for (const part of parts) {
      const denied = deniedOf(part.grants, this.#estate);
      for (const reached of part.grants) {
        const entitlement = grants.entitlement(reached.grant);
        const hold = said.entitlements.get(entitlement) ?? this.#byParent(reached, said.entitlements);
        reached.note = this.#note(reached, hold, {
          otherWays: (ways.get(entitlement) ?? 1) - 1 || undefined,
          denied: denied.has(reached.grant) || undefined,
          lapsed: said.lapsed.entitlements.get(entitlement),
          former: said.former.get(entitlement),
          byParent: this.#isFromAbove(reached, held) || undefined,
        });
      }
    }
    const open = [...said.entitlements, ...said.coming.entitlements]
      .filter(([number]) => !held.has(number))
      .map(([number, hold]) => this.#expected(subject, entitlements[number], hold, "entitlement"));
    const outside = [...said.groups, ...said.coming.groups]
      .filter(([number]) => !groups.has(number))
      .map(([number, hold]) => this.#expected(subject, principals.groupAt(number), hold, "group"));
    const expected = [...open, ...outside].flatMap((entry) => entry ?? []).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const holding = { principals: members, said, entitlements: held, groups };
    const applied = this.#applied ? appliedAccess(subject, holding, this.#applied) : [];
    const duties = this.#duties.of(parts, expected, groups);
    const moved = this.#declared.moved.get(subject.id);
    return {
      ...(expected.length > 0 && { expected }),
      ...(applied.length > 0 && { applied }),
      ...(duties.length > 0 && { duties }),
      ...(moved && { moved: { at: moved.at, field: moved.field, ...(moved.before && { before: moved.before }) } }),
      memberships: differingMemberships(parts, {
        estate: this.#estate,
        declared: this.#declared,
        modeOf: (system) => this.#correlation.apps.get(system)?.mode ?? "observe",
        groups: said.groups,
        lapsed: said.lapsed.groups,
        isPrivilegedGroup: this.#isPrivilegedGroup,
        observedAt: (system) => this.#observedAt(system, "membership"),
      }),
    };
  }

  /** Numbers of the groups that somebody is in, by what was observed. */
  #groupsOf(members: readonly number[]): ReadonlySet<number> {
    if (this.layers) return new Set(this.layers.observed(members).keys());
    const { nesting } = this.#estate;
    const found = new Set<number>();
    for (const member of members) {
      nesting.byMember.each(member, (membership) => {
        for (const { group } of nesting.closure(nesting.groupOf(membership))) found.add(group);
      });
    }
    return found;
  }

  /** Numbers of the entitlements that were seen to be held, and of those they bring. */
  #held(parts: readonly AccountPart[]): ReadonlySet<number> {
    const { grants } = this.#estate;
    const held = new Set<number>();
    for (const { grants: all } of parts) {
      const denied = deniedOf(all, this.#estate);
      for (const reached of all) {
        const { grant } = reached;
        const isSeen = reached.layer ? reached.layer.observed : grants.observed(grant);
        if (!isSeen || grants.denies(grant) || denied.has(grant)) continue;
        if (!isInTime(grant, this.#estate, this.#observedAt(grants.system(grant), "grant"))) continue;
        const entitlement = grants.entitlement(grant);
        held.add(entitlement);
        for (const inner of this.#declared.containment.inside(entitlement).keys()) held.add(inner);
      }
    }
    return held;
  }

  #byParent({ grant }: ReachedGrant, holds: ReadonlyMap<number, Hold>): Hold | undefined {
    const { grants } = this.#estate;
    if (!grants.inherited(grant)) return undefined;
    const above = this.#declared.containment.above(grants.entitlement(grant));
    return above.map((number) => holds.get(number)).find((hold) => hold !== undefined);
  }

  #isFromAbove({ grant }: ReachedGrant, held: ReadonlySet<number>): boolean {
    const { grants } = this.#estate;
    if (!grants.inherited(grant)) return false;
    return this.#declared.containment.above(grants.entitlement(grant)).some((number) => held.has(number));
  }

  #note({ grant, layer }: ReachedGrant, hold: Hold | undefined, more: Readonly<Record<string, unknown>>): string {
    const { grants } = this.#estate;
    const { named, declaredSince } = this.#declared;
    const entitlement = grants.entitlement(grant);
    const own = layer ? layer.declared : grants.declared(grant);
    const isSeen = layer ? layer.observed : grants.observed(grant);
    return fieldsText({
      ...more,
      declared: own ?? (hold && placeOf(hold.place)),
      since: isSeen || !own ? undefined : declaredSince(own),
      role: hold?.role,
      birthright: hold?.birthright || undefined,
      listed: named.entitlements.has(entitlement) || undefined,
      unsettled: named.unsettled.entitlements.get(entitlement),
    });
  }

  #expected(
    subject: Subject,
    row: { readonly id: string; readonly system: string; readonly keys: { readonly name: string } } | undefined,
    { role, by, place, since, from, until, via }: Hold,
    kind: ExpectedEntry["kind"],
  ): ExpectedEntry | undefined {
    if (!row) return undefined;
    const { principals } = this.#estate;
    const number = kind === "group" ? principals.numberOf(row.id) : -1;
    const isPrivileged = kind === "group" ? this.#isPrivilegedGroup(number) : this.#privileged.has(row.id);
    return {
      ...{ id: `${subject.id}/${row.id}`, kind, target: row.id, system: row.system, name: row.keys.name },
      ...{ role, by, declared: placeOf(place) },
      ...(since !== undefined && { since }),
      ...(from !== undefined && { from }),
      ...(until !== undefined && { until }),
      ...(via && via.length > 0 && { via: [...via] }),
      ...(isPrivileged && { privileged: true }),
    };
  }
}

/** How many ways lead to each entitlement: grants of one's own, and groups one is in. */
function waysByEntitlement(parts: readonly AccountPart[], { grants }: LoadedEstate): Map<number, number> {
  const ways = new Map<number, number>();
  for (const { grant, ways: own = 1 } of parts.flatMap((part) => part.grants)) {
    if (grants.denies(grant)) continue;
    const entitlement = grants.entitlement(grant);
    ways.set(entitlement, (ways.get(entitlement) ?? 0) + own);
  }
  return ways;
}

function ownNumbers({ accounts, identities }: Subject, { firstIdentity }: LoadedEstate["principals"]): number[] {
  return [...accounts, ...identities.map((number) => firstIdentity + number)];
}

function placeOf({ file = "", line = 1 }: Place): DeclaredAt {
  return { file, line };
}
