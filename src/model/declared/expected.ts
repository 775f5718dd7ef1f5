import type { Place } from "../../errors.ts";

/** That somebody has a role: a line of it says so, or their attributes do. */
export interface RoleHolder {
  /** The subject's id. */
  readonly subject: string;
  readonly role: string;
  readonly by: "member" | "selector";
  /** The line of the member, or the selector. */
  readonly place: Place;
  /** The first second at which it holds; always before unless given. */
  readonly from?: string;
  /** The last second at which it holds; for ever unless given. */
  readonly until?: string;
}

/** An entitlement that somebody holds by a role. */
export interface ExpectedGrant extends RoleHolder {
  /** The entitlement's record id. */
  readonly entitlement: string;
  /** The groups by which it comes, nearest first; absent where the role gives the entitlement itself. */
  readonly via?: readonly string[];
}

/** A group that somebody is in by a role. */
export interface ExpectedMembership extends RoleHolder {
  /** The group's record id. */
  readonly group: string;
}

/** All that roles say should be. */
export interface ExpectedAccess {
  /** By role, then by subject. */
  readonly holders: readonly RoleHolder[];
  readonly grants: readonly ExpectedGrant[];
  readonly memberships: readonly ExpectedMembership[];
  /** Fields that a role is given by and that nothing tells: who has it is not known. */
  readonly unread: readonly { readonly role: string; readonly fields: readonly string[] }[];
}
