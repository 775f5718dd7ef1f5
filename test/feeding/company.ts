/** One flat row of a made-up company: columns by name, all of them text. */
export type Row = Readonly<Record<string, string>>;

/** The first reading still shows those who have gone by the second. */
export type Turn = 1 | 2;

/** What HR, the directory and the application hold, list by list. */
export type Company = Readonly<Record<List, readonly Row[]>>;
export const lists = {
  hr: ["hr"],
  dir: ["people", "dirGroups", "dirMembers", "dirRoles", "dirGrants"],
  app: ["accounts", "roles", "grants", "groups", "members", "keys"],
} as const;
type List = (typeof lists)[keyof typeof lists][number];

const past = "2026-10-31";
const ahead = "2027-05-31";
/** People of no other interest, so that most accounts find somebody. */
const others = ["pia", "quin", "rae", "sam", "tom", "una"];
const numbered = (names: readonly string[], from: number) =>
  names.map((name, index): readonly [string, string] => [name, `E${from + index}`]);
const staff = numbered(["ana", "ida", "ina", "ivy", "ace", "gil", "mia", "kit", "nia", ...others], 10);
const leavers = numbered(["ben", "hal"], 40);
/** In HR and gone from it by the second reading; the first three from the directory too. */
const departed = numbered(["eve", "gus", "fay", "gwen"], 50);
/** Rows of HR by which somebody of the directory, or an account, is disputed. */
const disputed = [
  ...numbered(["lee", "lee2", "duo1", "duo2"], 60),
  ...[["max0", "E70"] as const, ["max", "E71"] as const],
];

/** The company at one of the readings. Everybody who is not said to be otherwise is as they should be. */
export function companyAt(turn: Turn): Company {
  const here = turn === 1 ? departed : [];
  const stay = turn === 1 ? departed : departed.filter(([name]) => name === "fay" || name === "gwen");
  return {
    hr: [
      ...[...staff, ...disputed, ...here].map(([login, number]) => ({ number, login, state: "here", since: "" })),
      ...leavers.map(([login, number]) => ({ number, login, state: "gone", since: "2026-10-01" })),
    ],
    people: [
      ...[...staff, ...leavers, ...stay].map(([login, number]) => person(login, number)),
      ...[person("lee-a", "E60", { login: "lee" }), person("lee-b", "E61", { login: "lee2" })],
      ...[person("duo-a", "E62", { login: "duo" }), person("duo-b", "E63", { login: "duo" })],
      ...[person("max", "E70"), person("dan", "", { state: "off" }), person("kim", "")],
      person("pat", "", { kind: "other" }),
      machine("robo", { expires: "" }),
      ...[machine("rola", { owner: "ana" }), machine("orla", { owner: "ben" })],
      ...[machine("olga", { owner: "ghosts" }), machine("ulla", { owner: "nobody-at-all" })],
    ],
    dirGroups: ["staff", "ghosts"].map((id) => ({ id, name: id })),
    dirMembers: staff.map(([login]) => ({ id: `staff:${login}`, group: "staff", member: login })),
    dirRoles: [{ id: "access" }],
    dirGrants: ["ana", "ben", "dan", "hal", "ina", "fay", "gwen"].map((user) => ({ id: `${user}:access`, user })),
    accounts: [
      ...[...staff, ...leavers, ...departed.slice(0, 2)].map(([login, number]) => account(login, { number })),
      ...[account("dan"), account("joe"), account("lee", { number: "E61" }), account("duo")],
      account("nold", { mail: "nia-of-old@example.com" }),
      account("odd", { kind: "" }),
      ...["bot", ...machines.map(({ login }) => login)].map((login) => account(login, { kind: "machine" })),
    ].filter(({ id }) => id !== "nia"),
    roles: ["member", "lent", "admin"].map((id) => ({ id, privileged: id === "admin" ? "yes" : "" })),
    grants: [...holders().map((user) => grant(user, "member", user === "ana" ? ahead : "")), grant("gil", "lent", past)]
      .concat(grant("nold", "admin", ""))
      .filter(({ account: holder }) => holder !== "nia"),
    groups: ["crew", "idle"].map((id) => ({ id, name: id })),
    members: [
      { id: "crew:ana", group: "crew", member: "ana", until: ahead },
      { id: "crew:mia", group: "crew", member: "mia", until: past },
    ],
    keys: [
      { id: "of-ana", account: "ana", until: ahead },
      { id: "of-kit", account: "kit", until: past },
      { id: "of-keyed", account: "keyed", until: "never" },
      { id: "of-sound", account: "sound", until: ahead },
    ],
  };
}

/** Machines of the registry, each with an account of its own: what differs from one that is as it should be. */
export const machines: readonly { readonly login: string; readonly entry: Readonly<Record<string, unknown>> }[] = [
  { login: "sound", entry: {} },
  { login: "keyed", entry: {} },
  { login: "lapsed", entry: { expires: past } },
  { login: "left", entry: { owner: "person:ben" } },
  { login: "haunted", entry: { owner: "group:dir/ghosts" } },
  { login: "idler", entry: { owner: "group:app/idle" } },
  { login: "lost", entry: { owner: "person:nobody@example.com" } },
  { login: "fresh", entry: proposal("2027-01-15") },
  { login: "ripe", entry: proposal("2026-10-15") },
];

function proposal(decideBy: string) {
  return { owner: undefined, purpose: undefined, expires: undefined, ownerProposed: { who: "person:ana" }, decideBy };
}

function person(id: string, number: string, more: Row = {}): Row {
  const isOff = id === "hal" || id === "ina" || id === "gwen";
  return {
    ...{ id, login: id, number, kind: "person", state: isOff ? "off" : "on", owner: "" },
    ...{ expires: id === "ivy" ? past : id === "ana" ? ahead : "" },
    ...{ mail: `${id}@example.com`, other: id === "nia" ? "nia-of-old@example.com" : "" },
    ...more,
  };
}

function machine(id: string, more: Row): Row {
  return { ...person(id, ""), kind: "service", mail: "", expires: ahead, ...more };
}

function account(id: string, more: Row = {}): Row {
  const isOff = id === "hal" || id === "ida" || id === "gus";
  return {
    ...{ id, login: id, number: "", mail: "", kind: "person", state: isOff ? "off" : "on" },
    ...{ expires: id === "ace" ? past : id === "ana" ? ahead : "" },
    ...more,
  };
}

function holders(): string[] {
  const people = [...staff, ...leavers, ...departed.slice(0, 2)].map(([login]) => login);
  return [...people, "dan", "joe", "lee", "duo", "nold", "odd", "bot", ...machines.map(({ login }) => login)];
}

function grant(holder: string, role: string, until: string): Row {
  return { id: `${holder}:${role}`, account: holder, role, until };
}
