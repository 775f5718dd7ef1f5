import type { CollectContext } from "../collector.ts";
import type { KindBook, SourceBook } from "../source-book.ts";
import type { Connection } from "./connection.ts";
import type { Directory } from "./directory.ts";
import type { LdapEntry } from "./entry.ts";
import type { Flavour, Server } from "./flavour.ts";
import type { Profile } from "./profile.ts";
import { ldapReads } from "./reads.ts";
import type { LdapOptions } from "./schema.ts";

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

/** An account or group with the id of its record. */
export interface Known {
  readonly entry: LdapEntry;
  readonly id: string;
}

/** What was read before any record is made, so that references can be resolved. */
export interface Entries {
  readonly directory: Directory;
  readonly accounts: readonly (Known & { readonly isService: boolean })[];
  readonly groups: readonly Known[];
}

/** A reading under way. */
export interface Reading {
  readonly connection: Connection;
  readonly context: CollectContext;
  readonly options: LdapOptions;
  readonly server: Server;
  readonly profile: Profile;
  readonly books: Books;
  readonly entries: Entries;
  /** Whether the reader may not see who is locked. */
  readonly lockHidden: boolean;
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
