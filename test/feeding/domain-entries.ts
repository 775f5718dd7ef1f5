import type { FakeEntry } from "../collect/ldap/fake-directory.ts";
import type { Turn } from "./company.ts";
import { dnOf, suffix } from "./ldap-entries.ts";

/** A domain of Active Directory that HR feeds: who is in it, and what only such a directory tells. */
export interface Domain {
  readonly people: readonly FakeEntry[];
  readonly services: readonly FakeEntry[];
  readonly groups: readonly FakeEntry[];
  readonly deleted: readonly FakeEntry[];
}

type Values = Readonly<Record<string, readonly (string | Buffer)[]>>;

const windowsEpoch = 11_644_473_600n;
const never = "9223372036854775807";
const numbers = { ana: "E10", ida: "E11", kit: "E17", tom: "E23", ben: "E40" };
const usual = "512";
const isDisabled = "514";
const keepsPassword = "66048";
let relative = 1100;

export const domain: Domain = {
  people: [
    user("ana", { userAccountControl: [usual], accountExpires: [fileTime("2027-05-31")] }),
    user("ben", { userAccountControl: [usual] }),
    user("ida", { userAccountControl: [isDisabled] }),
    user("kit", { userAccountControl: [usual], "msDS-User-Account-Control-Computed": ["8388608"] }),
    // The reader may not see how this one stands.
    user("tom", {}),
    entry("Administrator", { objectClass: ["user"], objectSid: [sidOf(500)], userAccountControl: [keepsPassword] }),
  ],
  services: [
    service("svc-sql", { userAccountControl: [keepsPassword], "msDS-UserPasswordExpiryTimeComputed": [never] }),
    service("svc-web", {
      userAccountControl: [usual],
      ...{ pwdLastSet: [fileTime("2026-11-01")], "msDS-UserPasswordExpiryTimeComputed": [fileTime("2027-02-01")] },
    }),
    ...["svc-late", "svc-new", "svc-due", "svc-gift"].map((name) => service(name, { userAccountControl: [usual] })),
    service("svc-run", { userAccountControl: [usual], objectClass: ["user", "msDS-GroupManagedServiceAccount"] }),
    service("svc-idle", { userAccountControl: [usual], lastLogonTimestamp: [], whenCreated: ["20260105000000.0Z"] }),
  ],
  groups: [
    entry("Domain Users", { objectSid: [sidOf(513)], groupType: ["-2147483646"], member: [] }),
    entry("Domain Admins", {
      ...{ objectSid: [sidOf(512)], groupType: ["-2147483646"] },
      "member;range=0-*": [dnOf("ana"), dnOf("ben")],
    }),
  ],
  deleted: [entry("zoe", { objectClass: ["user"], isDeleted: ["TRUE"], objectSid: [sidOf(1099)] })],
};

function user(name: keyof typeof numbers, values: Values): FakeEntry {
  return entry(name, { ...account(name), employeeID: [numbers[name]], ...values });
}

/** A machine that somebody owns and that has an end; what differs is its password. */
function service(name: string, values: Values): FakeEntry {
  return entry(name, {
    ...{ ...account(name), servicePrincipalName: [`x/${name}`], managedBy: [dnOf("ana")] },
    ...{ accountExpires: [fileTime("2027-05-31")], ...values },
  });
}

function account(name: string): Values {
  relative += 1;
  return {
    ...{ objectClass: ["user"], sAMAccountName: [name], objectSid: [sidOf(relative)] },
    // Ben has gone, and is on still; nobody signs in as him.
    lastLogonTimestamp: [fileTime(name === "ben" ? "2026-09-15" : "2026-11-10")],
  };
}

function entry(name: string, values: Values): FakeEntry {
  return { dn: dnOf(name), values: { cn: [name], objectGUID: [guidOf(name)], primaryGroupID: ["513"], ...values } };
}

/** A GUID, made of the name. */
function guidOf(name: string): Buffer {
  return Buffer.from(name.padEnd(16, "-")).subarray(0, 16);
}

function sidOf(rid: number): Buffer {
  const parts = [21, 1, 2, 3, rid].flatMap((part) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(part);
    return [...bytes];
  });
  return Buffer.from([1, 5, 0, 0, 0, 0, 0, 5, ...parts]);
}

function fileTime(date: string): string {
  return String((BigInt(Date.parse(date)) / 1000n + windowsEpoch) * 10_000_000n);
}

/** A service that was switched off at the first reading. */
export function returningService(turn: Turn): FakeEntry {
  const control = turn === 1 ? isDisabled : usual;
  return entry("svc-back", {
    ...{ objectClass: ["user"], sAMAccountName: ["svc-back"], objectSid: [sidOf(1400)] },
    lastLogonTimestamp: [fileTime("2026-11-10")],
    ...{ servicePrincipalName: ["x/svc-back"], managedBy: [dnOf("ana")], accountExpires: [fileTime("2027-05-31")] },
    userAccountControl: [control],
    ...{ pwdLastSet: [fileTime("2026-11-01")], "msDS-UserPasswordExpiryTimeComputed": [fileTime("2027-02-01")] },
  });
}

export const rootOfDomain: FakeEntry = {
  dn: "",
  values: { supportedCapabilities: ["1.2.840.113556.1.4.800"], defaultNamingContext: [suffix] },
};
