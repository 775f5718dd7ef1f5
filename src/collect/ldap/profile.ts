import type { Flavour } from "./flavour.ts";
import type { FieldName, LdapOptions } from "./schema.ts";

/** How one kind of server names and finds things. */
export interface Profile {
  readonly people: string;
  readonly services: string;
  readonly groups: string;
  /** Attributes of accounts beside those that fields name. */
  readonly account: readonly string[];
  readonly group: readonly string[];
  readonly fields: Readonly<Record<FieldName, string>>;
  /** Operational attribute without which nothing says whether an account is locked. */
  readonly lock?: string;
}

const common = {
  people: "(|(objectClass=person)(objectClass=posixAccount))",
  services:
    "(|(objectClass=applicationProcess)(objectClass=simpleSecurityObject)(&(objectClass=account)(!(objectClass=posixAccount))))",
  groups:
    "(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup)(objectClass=groupOfURLs)(objectClass=groupOfMembers))",
  group: [
    "objectClass",
    "cn",
    "createTimestamp",
    "owner",
    "gidNumber",
    "member",
    "uniqueMember",
    "memberUid",
    "memberURL",
  ],
  fields: {
    userName: "uid",
    displayName: "displayName",
    email: "mail",
    employeeId: "employeeNumber",
    employmentType: "employeeType",
    department: "departmentNumber",
    title: "title",
    manager: "manager",
  },
} as const;

const accountOfAll = ["objectClass", "cn", "uid", "owner", "gidNumber", "shadowExpire", "createTimestamp"];

/** The largest range of members that is asked for at a time; Active Directory gives 1,500 unless told otherwise. */
export const memberRange = 1500;

const profiles: Readonly<Record<Flavour, Profile>> = {
  openldap: {
    ...common,
    account: [
      ...accountOfAll,
      "entryUUID",
      "pwdAccountLockedTime",
      "pwdStartTime",
      "pwdEndTime",
      "authTimestamp",
      "pwdLastSuccess",
    ],
    group: [...common.group, "entryUUID"],
    lock: "pwdAccountLockedTime",
  },
  "389ds": {
    ...common,
    account: [
      ...accountOfAll,
      "nsUniqueId",
      "nsAccountLock",
      "accountUnlockTime",
      "lastLoginTime",
      "krbPrincipalExpiration",
    ],
    group: [...common.group, "nsUniqueId"],
    lock: "nsAccountLock",
  },
  ad: {
    people: "(&(objectCategory=person)(objectClass=user))",
    services:
      "(|(objectClass=msDS-GroupManagedServiceAccount)(objectClass=msDS-ManagedServiceAccount)(objectClass=msDS-DelegatedManagedServiceAccount)(&(objectCategory=person)(objectClass=user)(servicePrincipalName=*)))",
    groups: "(objectCategory=group)",
    account: [
      ...[
        "objectClass",
        "cn",
        "objectGUID",
        "objectSid",
        "sAMAccountName",
        "userPrincipalName",
        "servicePrincipalName",
      ],
      ...["userAccountControl", "msDS-User-Account-Control-Computed", "accountExpires", "lockoutTime"],
      ...["pwdLastSet", "msDS-UserPasswordExpiryTimeComputed", "lastLogonTimestamp", "primaryGroupID"],
      ...["managedBy", "proxyAddresses", "whenCreated"],
    ],
    group: [
      "objectClass",
      "cn",
      "objectGUID",
      "objectSid",
      "sAMAccountName",
      "groupType",
      "managedBy",
      "uSNChanged",
      `member;range=0-${memberRange - 1}`,
    ],
    fields: { ...common.fields, userName: "sAMAccountName", employeeId: "employeeID", department: "department" },
  },
};

/** The profile of a kind of server, with the attributes that the source names itself. */
export function profileOf(flavour: Flavour, { fields, keep }: Pick<LdapOptions, "fields" | "keep">): Profile {
  const profile = profiles[flavour];
  const named = Object.entries(fields).filter(([, attribute]) => attribute !== undefined);
  const merged = { ...profile.fields, ...Object.fromEntries(named) };
  return {
    ...profile,
    fields: merged,
    account: [...new Set([...profile.account, ...Object.values(merged), ...keep])],
  };
}
