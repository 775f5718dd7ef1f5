import type { SeedEntry } from "../ldap/ldif.ts";

export const domain = "DC=ad,DC=example,DC=test";
export const corp = `OU=Corp,${domain}`;
export const password = "Passw0rd!x-of-2026";

/** What must never leave the directory, in the places where people put it. */
export const secrets = ["Sommer-2026-geheim!", "hunter2-of-the-service"] as const;

const encoded = (secret: string) => Buffer.from(`"${secret}"`, "utf16le");
/** Days of a FILETIME; `days` since 1970. */
const fileTime = (days: number) => String((BigInt(days) * 86_400n + 11_644_473_600n) * 10_000_000n);

export interface SeedUser {
  readonly name: string;
  readonly status: "active" | "disabled" | "locked";
  readonly kind?: "service";
  readonly more?: Readonly<Record<string, string | readonly string[]>>;
  readonly expiresAt?: string;
  readonly never?: true;
}

const dnOf = (name: string) => `CN=${name},${corp}`;

/** People and service accounts with the status they must be read with. */
export const users: readonly SeedUser[] = [
  {
    name: "alice",
    status: "active",
    more: { mail: "alice@example.test", employeeID: "E1", userPrincipalName: "alice@ad.example.test" },
    never: true,
  },
  {
    name: "bob",
    status: "active",
    more: {
      mail: "bob@example.test",
      employeeID: "E2",
      manager: dnOf("alice"),
      accountExpires: "9223372036854775807",
      proxyAddresses: ["SMTP:bob@example.test", "smtp:robert@example.test"],
    },
    never: true,
  },
  { name: "carol", status: "disabled", more: { userAccountControl: "514", employeeID: "E3" }, never: true },
  {
    name: "dave",
    status: "disabled",
    more: { accountExpires: fileTime(18_262), employeeID: "E4" },
    expiresAt: "2020-01-01T00:00:00Z",
  },
  {
    name: "erin",
    status: "active",
    more: { accountExpires: fileTime(40_000), employeeID: "E5", employeeType: "contractor" },
    expiresAt: "2079-07-08T00:00:00Z",
  },
  { name: "frank", status: "active", more: { accountExpires: "0", employeeID: "E6" }, never: true },
  { name: "grace", status: "active", more: { userAccountControl: "66048", employeeID: "E7" }, never: true },
  { name: "heidi", status: "locked", more: { employeeID: "E8" }, never: true },
  { name: "ivan", status: "active", more: { pwdLastSet: "0", employeeID: "E9" }, never: true },
  {
    name: "svc-sql",
    status: "active",
    kind: "service",
    more: {
      userAccountControl: "66048",
      servicePrincipalName: "MSSQLSvc/db1.ad.example.test:1433",
      description: `pw ${secrets[1]}`,
    },
    never: true,
  },
  {
    name: "svc-owned",
    status: "active",
    kind: "service",
    more: { servicePrincipalName: "HTTP/web.ad.example.test", manager: dnOf("bob") },
    never: true,
  },
  { name: "reader", status: "active", never: true },
];

export const crowd = 1600;
const crowdName = (index: number) => `crowd${String(index).padStart(4, "0")}`;
export const crowdNames = Array.from({ length: crowd }, (_, index) => crowdName(index));

/** Members of groups by sAMAccountName; `ws01$` is a computer, `Pat` a contact. */
export const groups: Readonly<Record<string, readonly string[]>> = {
  Team: ["alice", "bob", "Inner", "ws01$", "Pat"],
  Inner: ["carol", "Team"],
  Mailing: ["erin"],
  Crowd: crowdNames,
};

const memberDn = (name: string) => (name === "ws01$" ? `CN=ws01,CN=Computers,${domain}` : dnOf(name));

export const entries: readonly SeedEntry[] = [
  { dn: corp, objectClass: "organizationalUnit", ou: "Corp" },
  ...users.map(
    ({ name, more }): SeedEntry => ({
      ...{
        dn: dnOf(name),
        objectClass: "user",
        cn: name,
        sAMAccountName: name,
        userAccountControl: "512",
        unicodePwd: encoded(name === "svc-sql" ? secrets[0] : password),
      },
      ...more,
    }),
  ),
  { dn: dnOf("goner"), objectClass: "user", cn: "goner", sAMAccountName: "goner", userAccountControl: "514" },
  ...crowdNames.map((name) => ({
    dn: dnOf(name),
    objectClass: "user",
    cn: name,
    sAMAccountName: name,
    userAccountControl: "546",
  })),
  {
    dn: `CN=gm,CN=Managed Service Accounts,${domain}`,
    objectClass: "msDS-GroupManagedServiceAccount",
    cn: "gm",
    sAMAccountName: "gm$",
    userAccountControl: "4096",
    "msDS-ManagedPasswordInterval": "30",
    managedBy: dnOf("bob"),
  },
  {
    dn: `CN=sm,CN=Managed Service Accounts,${domain}`,
    objectClass: "msDS-ManagedServiceAccount",
    cn: "sm",
    sAMAccountName: "sm$",
    userAccountControl: "4096",
  },
  { dn: memberDn("ws01$"), objectClass: "computer", cn: "ws01", sAMAccountName: "ws01$", userAccountControl: "4096" },
  { dn: dnOf("Pat"), objectClass: "contact", cn: "Pat", mail: "pat@partner.example.test" },
  ...Object.keys(groups).map((name) => ({
    dn: dnOf(name),
    objectClass: "group",
    cn: name,
    sAMAccountName: name,
    groupType: name === "Mailing" ? "2" : "-2147483646",
    ...(name === "Team" && { managedBy: dnOf("alice") }),
  })),
];

/** Changes after everybody is there: members, a lockout, a deletion, one more ruler. */
export const changes = [
  ...Object.entries(groups).map(
    ([name, members]) =>
      `dn: ${dnOf(name)}\nchangetype: modify\nadd: member\n${members.map((member) => `member: ${memberDn(member)}`).join("\n")}\n`,
  ),
  `dn: CN=Domain Admins,CN=Users,${domain}\nchangetype: modify\nadd: member\nmember: ${dnOf("carol")}\n`,
  `dn: ${dnOf("heidi")}\nchangetype: modify\nreplace: lockoutTime\nlockoutTime: LOCKED\n`,
].join("\n");

export const goner = dnOf("goner");
