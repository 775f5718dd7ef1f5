import type { CollectContext } from "../collector.ts";
import type { KindBook } from "../kind-book.ts";
import type { Notes } from "../notes.ts";
import type { SourceBook } from "../source-book.ts";
import type { Connection } from "./connection.ts";
import type { Directory } from "./directory.ts";
import type { Flavour, Server } from "./flavour.ts";
import type { Profile } from "./profile.ts";
import { ldapReads } from "./reads.ts";
import type { LdapOptions } from "./schema.ts";
import type { AccountNote, GroupNote, MemberNote } from "./waiting.ts";

/** Where the records of each kind go. */
export interface Books {
  readonly identity: KindBook<"identity">;
  readonly group: KindBook<"group">;
  readonly membership: KindBook<"membership">;
  readonly entitlement: KindBook<"entitlement">;
  readonly grant: KindBook<"grant">;
  /** Only Active Directory says when passwords end. */
  readonly credential?: KindBook<"credential">;
}

/** A reading under way. */
export interface Reading {
  readonly connection: Connection;
  readonly context: CollectContext;
  readonly options: LdapOptions;
  readonly server: Server;
  readonly profile: Profile;
  readonly books: Books;
  readonly directory: Directory;
  /** Whether the reader may not see who is locked. */
  readonly lockHidden: boolean;
  /** Accounts, groups and members that wait until everybody is known whom they name. */
  readonly accounts: Notes<AccountNote>;
  readonly groups: Notes<GroupNote>;
  readonly members: Notes<MemberNote>;
}

/** Opens the book of every kind that the server's flavour fills; `ofGroups` may be another, where groups are not read. */
export function openBooks(source: SourceBook, ofGroups: SourceBook, flavour: Flavour): Books {
  return {
    identity: source.kind("identity", ldapReads.identity.fields),
    group: ofGroups.kind("group", ldapReads.group.fields),
    membership: ofGroups.kind("membership", ldapReads.membership.fields),
    entitlement: ofGroups.kind("entitlement", ldapReads.entitlement.fields),
    grant: ofGroups.kind("grant", ldapReads.grant.fields),
    ...(flavour === "ad" && { credential: source.kind("credential", ldapReads.credential.fields) }),
  };
}
