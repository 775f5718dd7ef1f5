import type { SystemInput } from "../model/estate-input.ts";
import type { Group } from "../model/records/group.ts";
import { lastSecond } from "./moments.ts";
import { type Row, readRows, type SystemFault } from "./rows.ts";

export interface GroupKeys {
  readonly name: string;
  readonly owners?: readonly string[] | undefined;
  readonly deleted: boolean;
  /** Groups of applications that it fills, by the system's own word. */
  readonly fills?: Group["mapping"];
  /** Who is in it follows from a rule, and from nobody's line. */
  readonly byRule?: true;
}
export type GroupRow = Row<GroupKeys>;

export interface MembershipKeys {
  readonly group: string;
  readonly member: string;
  readonly expires?: string | undefined;
  /** A pending or lapsed invitation gives nothing. */
  readonly effective: boolean;
}
export type MembershipRow = Row<MembershipKeys>;

export function readGroups(system: SystemInput, faults: SystemFault[]): GroupRow[] {
  return readRows(system, {
    kind: "group",
    faults,
    keys: (record) => ({
      name: record.name,
      owners: record.owners,
      deleted: record.deletedAt !== undefined,
      ...(record.mapping?.length && { fills: record.mapping }),
      ...((record.membershipType === "dynamic" || record.membershipType === "rule") && { byRule: true }),
    }),
  });
}

export function readMemberships(system: SystemInput, faults: SystemFault[]): MembershipRow[] {
  return readRows(system, {
    kind: "membership",
    faults,
    keys: (record) => ({
      group: record.group,
      member: record.member,
      expires: record.expiresAt && lastSecond(record.expiresAt, system.zone),
      effective: record.state === undefined || record.state === "active" || record.state === "unknown",
    }),
  });
}
