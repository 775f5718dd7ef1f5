import type { SeedEntry } from "../ldap/ldif.ts";

export const suffix = "dc=example,dc=test";
export const people = `ou=people,${suffix}`;
export const groupsBase = `ou=groups,${suffix}`;
export const secret = "Sommer-2026-geheim!";

export const names = Array.from({ length: 250 }, (_, index) => `u${String(index + 1).padStart(3, "0")}`);
export const locked = ["u007", "u008"];
export const personDn = (name: string) => `uid=${name},${people}`;
export const readers = ["reader", "blind"] as const;
export const readerDn = (name: string) => `cn=${name},${suffix}`;

/** Groups by name; members that contain a comma are DNs as they stand. */
export const groups: Readonly<Record<string, readonly string[]>> = {
  all: names.map(personDn),
  outer: [`cn=inner,${groupsBase}`, personDn("u001")],
  inner: [personDn("u002"), `cn=outer,${groupsBase}`],
  haunted: [`uid=ghost,${people}`],
  empty: [],
};

export const entries: readonly SeedEntry[] = [
  { dn: suffix, objectClass: ["top", "domain"], dc: "example" },
  { dn: people, objectClass: "organizationalUnit", ou: "people" },
  { dn: groupsBase, objectClass: "organizationalUnit", ou: "groups" },
  ...readers.map((cn) => ({
    dn: readerDn(cn),
    objectClass: ["organizationalRole", "simpleSecurityObject"],
    cn,
    userPassword: `${cn}-password`,
  })),
  ...names.map((uid) => ({
    dn: personDn(uid),
    objectClass: ["inetOrgPerson"],
    ...{ uid, cn: uid, sn: uid, mail: `${uid}@example.test`, employeeNumber: uid.toUpperCase(), userPassword: secret },
    ...(locked.includes(uid) && { nsAccountLock: "true" }),
    ...(uid === "u009" && { description: `note: ${secret}` }),
  })),
  ...Object.entries(groups).map(([cn, members]) => ({
    dn: `cn=${cn},${groupsBase}`,
    objectClass: ["top", "groupOfNames"],
    cn,
    ...(members.length > 0 && { member: members }),
  })),
];

/** The rights that the collector's page asks for, and all but the one that shows who is locked. */
export const access = `dn: ${suffix}
changetype: modify
add: aci
aci: (targetattr = "* || nsUniqueId || nsAccountLock || accountUnlockTime || createTimestamp || lastLoginTime")(targetfilter = "(objectClass=*)")(version 3.0; acl "entitlint"; allow (read, search, compare) userdn = "ldap:///${readerDn("reader")}";)
aci: (targetattr != "nsAccountLock || userPassword")(version 3.0; acl "blind"; allow (read, search, compare) userdn = "ldap:///${readerDn("blind")}";)
aci: (targetattr = "userPassword")(version 3.0; acl "no passwords"; deny (all) userdn = "ldap:///anyone";)
`;
