import type { LoadedEstate } from "../load/index.ts";
import type { Subject, Subjects } from "./subjects.ts";

/** Everybody in a group, nested groups included. */
export function groupMembers(group: number, { nesting, principals }: LoadedEstate, subjects: Subjects): Set<Subject> {
  const members = new Set<Subject>();
  const seen = new Set<number>();
  const open = [group];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    nesting.byGroup.each(next, (membership) => {
      const member = nesting.memberOf(membership);
      if (principals.groupAt(member)) open.push(member);
      const subject = subjects.ofPrincipal(member);
      if (subject) members.add(subject);
    });
  }
  return members;
}
