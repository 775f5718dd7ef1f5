import type { FakeEntry } from "../collect/ldap/fake-directory.ts";
import type { Company, Row } from "./company.ts";

export const suffix = "dc=example,dc=com";

type Values = Readonly<Record<string, readonly (string | Buffer)[]>>;

/** The unchanging id of an entry, made of its name: sixteen bytes, as text. */
export function uuidOf(name: string): string {
  const hex = Buffer.from(name).toString("hex").padEnd(32, "0").slice(0, 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5");
}

export function dnOf(name = ""): string {
  return `cn=${name},ou=all,${suffix}`;
}

/** The lists of OpenLDAP: what its three searches find. */
export interface Tree {
  readonly people: readonly FakeEntry[];
  readonly services: readonly FakeEntry[];
  readonly groups: readonly FakeEntry[];
}

/** HR, where a directory is what knows contracts. */
export function hrTree({ hr }: Company): Tree {
  const people = hr.map((row) =>
    entry(row.number ?? "", person({ ...row, id: row.number ?? "", state: row.state === "gone" ? "off" : "on" })),
  );
  return { people, services: [], groups: [] };
}

/** The company's directory. Who holds its access is in a group that is access itself. */
export function directoryTree({ people, dirGroups, dirMembers, dirNested, dirGrants }: Company): Tree {
  const granted = dirGrants
    .filter(({ role }) => role === "access")
    .map(({ user }) => ({ group: "access", member: user ?? "" }));
  const nested = dirNested.map(({ group = "", inner = "" }) => ({ group, member: inner }));
  const members = [...dirMembers, ...nested, ...granted];
  return {
    people: people.filter(({ kind }) => kind === "person").map((row) => entry(row.id ?? "", person(row))),
    services: people
      .filter(({ kind }) => kind === "service" || kind === "agent")
      .map((row) => entry(row.id ?? "", service(row))),
    groups: [...dirGroups.map(({ id = "" }) => id), "access"].map((id) => group(id, members)),
  };
}

function person({ id = "", login = "", number, mail, other, state, expires, department, used, made }: Row): Values {
  return {
    ...loginOf(used),
    ...{ objectClass: ["inetOrgPerson"], uid: [login] },
    ...(number && { employeeNumber: [number] }),
    ...(department && { departmentNumber: [department] }),
    ...(mail && { mail: [mail, ...(other ? [other] : [])] }),
    ...(made && { createTimestamp: [`${made.replaceAll("-", "")}000000Z`] }),
    ...(state === "off" && { pwdAccountLockedTime: ["000001010000Z"] }),
    // Obeyed by logins through PAM alone, so that the account goes on.
    ...(expires && { shadowExpire: [String(Date.parse(expires) / 86_400_000)] }),
    ...more[id],
  };
}

/** What else the collector can tell, each of somebody. */
const more: Readonly<Record<string, Values>> = {
  pia: {
    ...{ displayName: ["Pia Lund"], employeeType: ["internal"], departmentNumber: ["17"], title: ["Engineer"] },
    ...{ manager: [dnOf("ana")], createTimestamp: ["20260102030405Z"] },
  },
  quin: { pwdAccountLockedTime: ["20261117080000Z"] },
  rae: { pwdStartTime: ["20270101000000Z"] },
  sam: { shadowExpire: ["-1"] },
};

/** When somebody last signed in, as OpenLDAP notes it. */
function loginOf(used = ""): Values {
  return used === "" ? {} : { authTimestamp: [`${used.replaceAll("-", "")}080000Z`] };
}

function service({ login = "", owner, expires, used }: Row): Values {
  return {
    ...loginOf(used),
    ...{ objectClass: ["applicationProcess"], uid: [login] },
    ...(owner && { owner: [dnOf(owner)] }),
    ...(expires && { shadowExpire: [String(Date.parse(expires) / 86_400_000)] }),
  };
}

/** A group of POSIX may be empty; one whose members a rule gives has its rule beside them. */
function group(id: string, members: readonly Row[]): FakeEntry {
  const own = members.filter((one) => one.group === id).map(({ member }) => dnOf(member));
  const isDynamic = id === "staff";
  return entry(id, {
    objectClass: [isDynamic ? "groupOfURLs" : own.length > 0 ? "groupOfNames" : "posixGroup"],
    ...(own.length > 0 && { member: own }),
    ...(isDynamic && { memberURL: [`ldap:///${suffix}??sub?(employeeNumber=*)`], owner: [dnOf("ana")] }),
  });
}

function entry(name: string, values: Values): FakeEntry {
  return { dn: dnOf(name), values: { cn: [name], entryUUID: [uuidOf(name)], ...values } };
}
