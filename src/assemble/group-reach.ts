import type { Subject, Subjects } from "../correlate/subjects.ts";
import type { LoadedEstate } from "../load/index.ts";

/** How somebody is in a group: by a membership of their own, or only by groups that are in it. */
export interface Reach {
  /** Index of their own membership. */
  readonly membership?: number;
}

/** Everybody in a group, and the groups that lie in it. */
export interface GroupReach {
  readonly people: ReadonlyMap<Subject, Reach>;
  readonly groups: number;
  /** How many groups lie below each other, the group itself included. */
  readonly depth: number;
}

/** Walks down from a group, ring by ring; circles end where they close. */
export function reachOf(group: number, { nesting, principals }: LoadedEstate, subjects: Subjects): GroupReach {
  const people = new Map<Subject, Reach>();
  const seen = new Set([group]);
  let ring = [group];
  let depth = 0;
  while (ring.length > 0) {
    depth += 1;
    const next: number[] = [];
    for (const outer of ring) {
      nesting.byGroup.each(outer, (membership) => {
        const member = nesting.memberOf(membership);
        if (principals.groupAt(member)) {
          if (!seen.has(member)) next.push(member);
          seen.add(member);
          return;
        }
        const subject = subjects.ofPrincipal(member);
        if (subject && !people.has(subject)) people.set(subject, outer === group ? { membership } : {});
      });
    }
    ring = next;
  }
  return { people, groups: seen.size - 1, depth };
}
