import type { Collector } from "../collector.ts";
import { ldapReads } from "./reads.ts";
import { LdapOptions } from "./schema.ts";

/** Reads people, machines, groups and their members from a directory that speaks LDAP. */
export const ldapCollector: Collector = {
  name: "ldap",
  title: "LDAP and Active Directory",
  description:
    "Reads people, service accounts, groups and direct memberships from OpenLDAP, 389 Directory Server and Active Directory, over LDAPS or StartTLS.",
  version: 1,
  options: LdapOptions,
  kinds: ["identity", "group", "membership", "entitlement", "grant", "credential"],
  reads: ldapReads,
  modes: [{ name: "full", note: "The only one: everything is read each time, page by page." }],
  rights: [
    {
      name: "bind with a name and a password",
      note: "Without it nothing is read; an anonymous reader is shown less, and is never used.",
    },
    {
      name: "search and read people, groups and `member` below the bases",
      note: "What is hidden from the reader cannot be told from what is not there, except where the server gives a hint: no people at all, a group that must have members and shows none, or (Active Directory) a member that does not resolve. Those kinds are then incomplete.",
    },
    {
      name: "read the attribute that says whether an account is locked (`pwdAccountLockedTime`, `nsAccountLock`, `userAccountControl`)",
      note: "Without it the status of every account is unknown; it is never taken for active.",
    },
    {
      name: "list `CN=Deleted Objects` (Active Directory)",
      note: "Without it deleted users are not shown as deleted; they are missing, as in any other directory.",
    },
  ],
  oneSubject: {
    how: "A search for `entryUUID`, `nsUniqueId` or `objectGUID` below the bases of the source, and then in the other trees of the server, so that who was moved out of them is not taken for gone; filters are left aside. Groups that name the entry are searched, and each group of the snapshot is read. Further entries are searched by login and address.",
    rights:
      "Those of a whole reading. Outside its bases the reader needs no rights, but then sees nobody who was moved there.",
  },
  collect: async (context, options: LdapOptions) =>
    (await import("./collect-ldap.ts")).collectLdap(context, options, { name: "ldap", version: 1 }),
  lookUp: async (context, options: LdapOptions, wanted) =>
    (await import("./look-up-subject.ts")).lookUpSubject(context, options, { name: "ldap", version: 1 }, wanted),
  revoker: async (source, options: LdapOptions) => (await import("./revoke.ts")).ldapRevoker(source, options),
};
