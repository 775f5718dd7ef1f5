import { type Adjacency, packEdges } from "./adjacency.ts";
import type { MembershipRow } from "./groups.ts";
import type { Principals } from "./principals.ts";
import { lineFault, type SystemFault } from "./rows.ts";

/** A group that a principal is in, directly or by nesting. */
export interface ReachedGroup {
  readonly group: number;
  readonly id: string;
  /** The nearer group by which this one is reached; absent for the one asked about. */
  readonly through?: ReachedGroup;
  /** How many groups lie on the way, this one included. */
  readonly steps: number;
}

/** The way to a group, nearest group first. */
export function wayTo(reached: ReachedGroup): string[] {
  const way: string[] = [];
  for (let step: ReachedGroup | undefined = reached; step; step = step.through) way.push(step.id);
  return way.reverse();
}

/** Who is in which group. */
export interface Nesting {
  readonly memberships: readonly MembershipRow[];
  /** Number of a membership's group, or -1. */
  groupOf(membership: number): number;
  /** Number of a membership's member, or -1. */
  memberOf(membership: number): number;
  /** Membership indices of a member. */
  readonly byMember: Adjacency;
  /** Membership indices of a group. */
  readonly byGroup: Adjacency;
  /** All groups that a group is nested in, itself first, each by a shortest way. */
  closure(group: number): readonly ReachedGroup[];
}

/** Resolves memberships to numbers; members and groups that do not exist become faults of the membership's system. */
export function nest(memberships: readonly MembershipRow[], principals: Principals, faults: SystemFault[]): Nesting {
  const groups = Int32Array.from(memberships, (row) => {
    const number = principals.numberOf(row.keys.group);
    return principals.groupAt(number) ? number : -1;
  });
  const members = Int32Array.from(memberships, (row) => principals.numberOf(row.keys.member));
  memberships.forEach((row, index) => {
    const missing =
      (groups[index] ?? -1) < 0 ? row.keys.group : (members[index] ?? -1) < 0 ? row.keys.member : undefined;
    if (missing) faults.push(lineFault("dangling", row.system, "membership", row.id, `${missing} does not exist`));
  });
  // Systems keep the members of a deleted group for a while, to restore it; until then it gives nobody anything.
  const holds = (index: number) =>
    memberships[index]?.keys.effective && principals.groupAt(groups[index] ?? -1)?.keys.deleted === false;
  const byMember = packEdges(principals.size, memberships.length, (index) =>
    holds(index) ? (members[index] ?? -1) : -1,
  );
  const byGroup = packEdges(principals.size, memberships.length, (index) =>
    holds(index) && (members[index] ?? -1) >= 0 ? (groups[index] ?? -1) : -1,
  );
  const known = new Map<number, readonly ReachedGroup[]>();
  function closure(group: number): readonly ReachedGroup[] {
    const cached = known.get(group);
    if (cached) return cached;
    const row = principals.groupAt(group);
    const reached: ReachedGroup[] = [];
    const seen = new Set([group]);
    let ring: ReachedGroup[] = row ? [{ group, id: row.id, steps: 1 }] : [];
    while (ring.length > 0) {
      // By id, so that of two ways equally short the same one is taken in whatever order the lines came.
      ring.sort((a, b) => (a.id < b.id ? -1 : 1));
      reached.push(...ring);
      ring = ring.flatMap((inner) => widen(inner, seen));
    }
    known.set(group, reached);
    return reached;
  }
  function widen(inner: ReachedGroup, seen: Set<number>): ReachedGroup[] {
    const wider: ReachedGroup[] = [];
    byMember.each(inner.group, (membership) => {
      const outer = groups[membership] ?? -1;
      const row = principals.groupAt(outer);
      if (!row || seen.has(outer)) return;
      seen.add(outer);
      wider.push({ group: outer, id: row.id, through: inner, steps: inner.steps + 1 });
    });
    return wider;
  }
  return {
    memberships,
    groupOf: (membership) => groups[membership] ?? -1,
    memberOf: (membership) => members[membership] ?? -1,
    byMember,
    byGroup,
    closure,
  };
}
