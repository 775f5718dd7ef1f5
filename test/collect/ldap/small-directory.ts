import type { Asked, FakeEntry, Said, Script } from "./fake-directory.ts";

const suffix = "dc=example,dc=com";
export const pageSize = 4;

const uuid = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
const person = (index: number): FakeEntry => ({
  dn: `uid=p${index},ou=people,${suffix}`,
  values: {
    objectClass: ["inetOrgPerson"],
    entryUUID: [uuid(index)],
    uid: [`p${index}`],
    cn: [`Person ${index}`],
    mail: [`p${index}@example.com`],
  },
});

export const people = Array.from({ length: 10 }, (_, index) => person(index + 1));
export const groups: readonly FakeEntry[] = [
  {
    dn: `cn=all,ou=groups,${suffix}`,
    values: { objectClass: ["groupOfNames"], entryUUID: [uuid(100)], cn: ["all"], member: people.map(({ dn }) => dn) },
  },
  {
    dn: `cn=few,ou=groups,${suffix}`,
    values: {
      objectClass: ["groupOfNames"],
      entryUUID: [uuid(101)],
      cn: ["few"],
      member: people.slice(0, 3).map(({ dn }) => dn),
    },
  },
];

const rootDse: FakeEntry = { dn: "", values: { objectClass: ["top", "OpenLDAProotDSE"], namingContexts: [suffix] } };

/** What a search is for. */
export type Part = "root" | "services" | "people" | "groups" | "lock" | "else";

export function partOf({ base, filter }: Asked): Part {
  if (base === "") return "root";
  if (filter.includes("pwdAccountLockedTime")) return "lock";
  if (filter.includes("applicationProcess")) return "services";
  if (filter.includes("groupOfNames")) return "groups";
  return filter.includes("posixAccount") ? "people" : "else";
}

/** A directory of ten people and two groups, as a good server gives it. */
export function good(asked: Asked): Said {
  const part = partOf(asked);
  if (part === "root") return { entries: [rootDse] };
  const all = part === "people" ? people : part === "groups" ? groups : part === "lock" ? people.slice(0, 1) : [];
  return paged(all, asked);
}

/** One page of a list. */
export function paged(all: readonly FakeEntry[], { pageSize: size, cookie }: Asked): Said {
  if (size === undefined) return { entries: all };
  const from = Number(cookie || "0");
  const next = from + size;
  return { entries: all.slice(from, next), cookie: next < all.length ? String(next) : "" };
}

/** The good directory, with one part answered otherwise. */
export function spoilt(part: Part, otherwise: (asked: Asked, turn: number) => Said): Script {
  let turn = 0;
  return {
    search: (asked) => {
      if (partOf(asked) !== part) return good(asked);
      turn += 1;
      return otherwise(asked, turn);
    },
  };
}
