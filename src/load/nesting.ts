import { type Adjacency, packEdges } from "./adjacency.ts";
import type { MembershipRow } from "./groups.ts";
import type { Principals } from "./principals.ts";
import { lineFault, type SystemFault } from "./rows.ts";

/** A group that a principal is in, directly or by nesting; `via` is the way there, nearest group first. */
export interface ReachedGroup {
  readonly group: number;
  readonly via: readonly string[];
}

/** Who is in which group. */
export interface Nesting {
  readonly memberships: readonly MembershipRow[];
  /** Membership indices of a member. */
  readonly byMember: Adjacency;
  /** Membership indices of a group. */
  readonly byGroup: Adjacency;
  /** All groups that a group is nested in, itself first, each by a shortest way. */
  closure(group: number): readonly ReachedGroup[];
}

/** Resolves memberships to numbers; members and groups that do not exist become faults of the membership's system. */
export function nest(memberships: readonly MembershipRow[], principals: Principals, faults: SystemFault[]): Nesting {
  const groups = Int32Array.from(memberships, (row) => principals.numberOf(row.keys.group));
  const members = Int32Array.from(memberships, (row) => principals.numberOf(row.keys.member));
  memberships.forEach((row, index) => {
    const missing =
      (groups[index] ?? -1) < 0 ? row.keys.group : (members[index] ?? -1) < 0 ? row.keys.member : undefined;
    if (missing) faults.push(lineFault("dangling", row.system, "membership", row.id, `${missing} does not exist`));
  });
  const byMember = packEdges(principals.size, memberships.length, (index) =>
    memberships[index]?.keys.effective && (groups[index] ?? -1) >= 0 ? (members[index] ?? -1) : -1,
  );
  const byGroup = packEdges(principals.size, memberships.length, (index) =>
    memberships[index]?.keys.effective && (members[index] ?? -1) >= 0 ? (groups[index] ?? -1) : -1,
  );
  const known = new Map<number, readonly ReachedGroup[]>();
  function closure(group: number): readonly ReachedGroup[] {
    const cached = known.get(group);
    if (cached) return cached;
    const reached: ReachedGroup[] = [];
    const seen = new Set([group]);
    let ring: ReachedGroup[] = [{ group, via: [principals.groupAt(group)?.id ?? ""] }];
    while (ring.length > 0) {
      reached.push(...ring);
      const wider: ReachedGroup[] = [];
      for (const inner of ring) {
        byMember.each(inner.group, (membership) => {
          const outer = groups[membership] ?? -1;
          const row = principals.groupAt(outer);
          if (!row || seen.has(outer)) return;
          seen.add(outer);
          wider.push({ group: outer, via: [...inner.via, row.id] });
        });
      }
      ring = wider;
    }
    known.set(group, reached);
    return reached;
  }
  return { memberships, byMember, byGroup, closure };
}

/** Groups that contain themselves through others: harmless to us, but somebody should know. */
export function nestingCycles(nesting: Nesting, principals: Principals): SystemFault[] {
  const faults: SystemFault[] = [];
  principals.groups.forEach((row, index) => {
    const group = principals.firstGroup + index;
    if (!nesting.byMember.has(group)) return;
    const back = nesting.closure(group).find((reached) => isMemberOf(nesting, reached.group, row.id));
    if (back)
      faults.push(lineFault("cycle", row.system, "group", row.id, `contains itself through ${back.via.join(", ")}`));
  });
  return faults;
}

function isMemberOf(nesting: Nesting, member: number, group: string): boolean {
  let found = false;
  nesting.byMember.each(member, (membership) => {
    if (nesting.memberships[membership]?.keys.group === group) found = true;
  });
  return found;
}
