import type { Group } from "../../model/records/group.ts";
import type { IdentityDraft } from "./identity-record.ts";

/** An account that waits until those are known whom it names: its manager, its owners, its primary group. */
export interface AccountNote extends IdentityDraft {
  readonly dn: string;
  /** The SID of the primary group in Active Directory, the numbers of it elsewhere. */
  readonly primary: readonly string[];
  /** Nothing is noted of a login, and it may have been before logins were noted. */
  readonly unused?: true;
}

/** A group that waits until its owners are known. */
export interface GroupNote {
  readonly record: Group;
  readonly dn: string;
  readonly native: string;
  readonly owners: readonly string[];
}

/** A member that is no account: another group, or nobody who has been read. */
export interface MemberNote {
  /** The record id of the group. */
  readonly group: string;
  readonly groupDn: string;
  readonly dn: string;
  /** Whether a rule makes the members. */
  readonly byRule: boolean;
}
