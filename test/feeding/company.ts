import { channelRows, eventRows, logged } from "./provisioning-rows.ts";

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
  log: ["events", "channels"],
} as const;
type List = (typeof lists)[keyof typeof lists][number];

const past = "2026-10-31";
const ahead = "2027-05-31";
/** People of no other interest, so that most accounts find somebody. */
const others = ["pia", "quin", "rae", "sam", "tom", "una"];
const numbered = (names: readonly string[], from: number) =>
  names.map((name, index): readonly [string, string] => [name, `E${from + index}`]);
const staff = numbered(["ana", "ida", "ina", "ivy", "ace", "gil", "mia", "kit", "nia", ...others], 10);
/** Whom roles, duties and changes between the readings are about; neo comes with the second. */
const decided = numbered(["abe", "gia", "lou", "moe", "mip", "sid", "sue", "val", "wil", "zed", "hob"], 80);
const newcomers = numbered(["neo"], 95);
/** Whom the log of provisioning is about. */
const provisioned = numbered(logged, 100);
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
  return { ...recordsAt(turn), events: eventRows(), channels: channelRows() };
}

/** All but what provisioning tells of it. */
function recordsAt(turn: Turn): Omit<Company, "events" | "channels"> {
  const here = turn === 1 ? departed : [];
  const come = turn === 2 ? newcomers : [];
  const all = [...staff, ...decided, ...provisioned, ...come];
  const stay = turn === 1 ? departed : departed.filter(([name]) => name === "fay" || name === "gwen");
  return {
    hr: [
      ...[...all, ...disputed, ...here].map(([login, number]) => ({ number, login, state: "here", since: "" })),
      ...leavers.map(([login, number]) => ({ number, login, state: "gone", since: "2026-10-01" })),
    ],
    people: [
      ...[...all, ...leavers, ...stay].map(([login, number]) => person(login, number, changing(login, turn))),
      ...[person("lee-a", "E60", { login: "lee" }), person("lee-b", "E61", { login: "lee2" })],
      ...[person("duo-a", "E62", { login: "duo" }), person("duo-b", "E63", { login: "duo" })],
      ...[person("max", "E70"), person("dan", "", { state: "off" }), person("kim", "")],
      person("pat", "", { kind: "other" }),
      machine("robo", { expires: "" }),
      ...[machine("rola", { owner: "ana" }), machine("orla", { owner: "ben" })],
      ...[machine("olga", { owner: "ghosts" }), machine("ulla", { owner: "nobody-at-all" })],
    ],
    dirGroups: ["staff", "ghosts", "guild"].map((id) => ({ id, name: id })),
    dirMembers: [
      ...staff.map(([login]) => ({ id: `staff:${login}`, group: "staff", member: login })),
      ...guild.map((member) => ({ id: `guild:${member}`, group: "guild", member })),
    ],
    dirRoles: [{ id: "access" }],
    dirGrants: [
      ...["ana", "ben", "dan", "hal", "ina", "fay", "gwen", "abe", "mip", "sid"],
      ...come.map(([login]) => login),
    ].map((user) => ({ id: `${user}:access`, user })),
    accounts: [
      ...[...all, ...leavers, ...departed.slice(0, 2)].map(([login, number]) => account(login, { number }, turn)),
      ...[account("dan"), account("joe"), account("lee", { number: "E61" }), account("duo")],
      account("nold", { mail: "nia-of-old@example.com" }),
      account("odd", { kind: "" }),
      ...["bot", ...machines.map(({ login }) => login)].map((login) => account(login, { kind: "machine" })),
    ].filter(({ id }) => id !== "nia"),
    roles: ["member", "lent", "admin"].map((id) => ({ id, privileged: id === "admin" ? "yes" : "" })),
    grants: [...holders().map((user) => grant(user, "member", user === "ana" ? ahead : "")), grant("gil", "lent", past)]
      .concat(["nold", "abe", "moe", "sid", ...come.map(([login]) => login)].map((login) => grant(login, "admin", "")))
      .concat(come.map(([login]) => grant(login, "member", "")))
      .filter(({ account: holder }) => holder !== "nia"),
    groups: ["crew", "idle", "guild"].map((id) => ({ id, name: id })),
    members: [
      { id: "crew:ana", group: "crew", member: "ana", until: ahead },
      { id: "crew:mia", group: "crew", member: "mia", until: past },
      ...guild.map((member) => ({ id: `guild:${member}`, group: "guild", member, until: "" })),
    ],
    keys: [
      { id: "of-ana", account: "ana", until: ahead },
      { id: "of-kit", account: "kit", until: past },
      { id: "of-keyed", account: "keyed", until: "never" },
      { id: "of-sound", account: "sound", until: ahead },
      { id: "of-abe", account: "abe", until: ahead, state: turn === 1 ? "off" : "on" },
    ].map((key) => ({ state: "on", ...key })),
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
  { login: "gift", entry: proposal("2027-01-15") },
];

const guild: readonly string[] = ["gia", "lou", "sid", "sue"];

/** What is another one at the first reading. */
function changing(login: string, turn: Turn): Row {
  const department = (login === "moe" || login === "mip") && turn === 1 ? "Floor" : "Roof";
  return login === "zed" && turn === 1 ? { department, state: "off" } : { department };
}

function proposal(decideBy: string) {
  return { owner: undefined, purpose: undefined, expires: undefined, ownerProposed: { who: "person:ana" }, decideBy };
}

function person(id: string, number: string, more: Row = {}): Row {
  const isOff = id === "hal" || id === "ina" || id === "gwen";
  return {
    ...{ id, login: id, number, kind: "person", state: isOff ? "off" : "on", owner: "" },
    ...{ expires: id === "ivy" ? past : id === "ana" ? ahead : "" },
    since: id === "nils" ? "2026-11-15" : "",
    department: "Roof",
    ...{ mail: `${id}@example.com`, other: id === "nia" ? "nia-of-old@example.com" : "" },
    ...more,
  };
}

function machine(id: string, more: Row): Row {
  return { ...person(id, ""), kind: "service", mail: "", expires: ahead, ...more };
}

function account(id: string, more: Row = {}, turn: Turn = 2): Row {
  const isOff = id === "hal" || id === "ida" || id === "gus" || (id === "wil" && turn === 1);
  return {
    ...{ id, login: id, number: "", mail: "", kind: "person", state: isOff ? "off" : "on" },
    ...{ expires: id === "ace" ? past : id === "ana" ? ahead : "", made: id === "hob" || id === "gia" ? "scim" : "" },
    ...more,
  };
}

function holders(): string[] {
  const people = [...staff, ...decided, ...provisioned, ...leavers, ...departed.slice(0, 2)].map(([login]) => login);
  return [...people, "dan", "joe", "lee", "duo", "nold", "odd", "bot", ...machines.map(({ login }) => login)];
}

function grant(holder: string, role: string, until: string): Row {
  return { id: `${holder}:${role}`, account: holder, role, until, how: holder === "hob" ? "hand" : "" };
}
