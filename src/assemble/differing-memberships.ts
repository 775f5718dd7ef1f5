import type { DeclaredAccess } from "../correlate/declared/index.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { DeclaredApp } from "../model/access.ts";
import type { MembershipEntry } from "../model/document.ts";
import type { AccountPart } from "./account-parts.ts";

interface Ground {
  readonly estate: LoadedEstate;
  readonly declared: DeclaredAccess;
  readonly modeOf: (system: string) => DeclaredApp["mode"];
  /** Groups that roles give the subject. */
  readonly groups: ReadonlyMap<number, unknown>;
  readonly lapsed: ReadonlyMap<number, string>;
  readonly isPrivilegedGroup: (group: number) => boolean;
  readonly observedAt: (system: string) => string;
}

/**
 * Memberships that only the system shows, where the application's mode says that this means something, and those that only
 * Git declares. What both agree on is left out, because nothing is to be said of it.
 */
export function differingMemberships(
  parts: readonly AccountPart[],
  ground: Ground,
): ReadonlyMap<AccountPart, readonly MembershipEntry[]> {
  const { nesting } = ground.estate;
  // A role that gives the inner group gives the outer ones as well.
  const given = new Set<number>();
  for (const group of ground.groups.keys()) for (const reached of nesting.closure(group)) given.add(reached.group);
  const found = new Map<AccountPart, MembershipEntry[]>();
  for (const part of parts) {
    const entries = part.members.flatMap((member) => {
      const own: MembershipEntry[] = [];
      nesting.byMember.each(member, (membership) => void own.push(...entryOf(membership, given, ground)));
      return own;
    });
    if (entries.length > 0) found.set(part, entries);
  }
  return found;
}

function entryOf(membership: number, given: ReadonlySet<number>, ground: Ground): MembershipEntry[] {
  const { estate, declared, modeOf, lapsed, isPrivilegedGroup } = ground;
  const row = estate.nesting.memberships[membership];
  const group = estate.nesting.groupOf(membership);
  const groupRow = estate.principals.groupAt(group);
  if (!row || !groupRow) return [];
  const isSaid = row.declared !== undefined || given.has(group);
  const mode = modeOf(groupRow.system);
  const isListed = declared.named.groups.has(group);
  if (row.observed && (isSaid || mode === "observe" || (mode === "listed" && !isListed))) return [];
  const since = row.observed || !row.declared ? undefined : declared.declaredSince(row.declared);
  const ended = lapsed.get(group);
  const unsettled = declared.named.unsettled.groups.get(group);
  return [
    {
      ...{ id: row.id, group: groupRow.id, system: groupRow.system, name: groupRow.keys.name },
      observedAt: ground.observedAt(row.system),
      ...(row.keys.expires && { expires: row.keys.expires }),
      ...(row.observed && { observed: true }),
      ...(row.declared && { declared: row.declared }),
      ...(since !== undefined && { since }),
      ...(isListed && { listed: true }),
      ...(ended !== undefined && { lapsed: ended }),
      ...(unsettled !== undefined && { unsettled }),
      ...(isPrivilegedGroup(group) && { privileged: true }),
      ...(groupRow.keys.byRule && { byRule: true }),
    },
  ];
}
