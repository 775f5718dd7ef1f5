import { channelRows, eventRows, logged } from "./provisioning-rows.ts";
import {
  directoryMachines,
  endedAtHome,
  environments,
  furtherGrants,
  furtherKeys,
  furtherMachines,
  furtherRoles,
  guestAtSide,
  inApplication,
  inDirectory,
  holders as rightHolders,
  spaceOf,
  withoutMembership,
} from "./rights.ts";

/** One flat row of a made-up company: columns by name, all of them text. */
export type Row = Readonly<Record<string, string>>;

/** The first reading still shows those who have gone by the second. */
export type Turn = 1 | 2;

/** What HR, the directory and the application hold, list by list. */
export type Company = Readonly<Record<List, readonly Row[]>>;
export const lists = {
  hr: ["hr"],
  dir: ["people", "dirGroups", "dirMembers", "dirNested", "dirRoles", "dirGrants"],
  app: ["accounts", "roles", "grants", "groupGrants", "groups", "members", "keys"],
  log: ["events", "channels"],
} as const;
type List = (typeof lists)[keyof typeof lists][number];

const past = "2026-10-31";
const soon = "2027-01-31";
const ahead = "2027-05-31";
const farAhead = "2036-12-31";
const long = "2026-06-01";
/** When everything that is in use was last used, by reading. */
const lately = { 1: "2026-11-17", 2: "2026-11-20" } as const;
/** People of no other interest, so that most accounts find somebody. */
const others = ["pia", "quin", "rae", "sam", "tom", "una"];
const numbered = (names: readonly string[], from: number) =>
  names.map((name, index): readonly [string, string] => [name, `E${from + index}`]);
const staff = numbered(["ana", "ida", "ina", "ivy", "ace", "gil", "mia", "kit", "nia", ...others], 10);
/** Whom roles, duties and changes between the readings are about; neo comes with the second. */
const decided = numbered(["abe", "gia", "lou", "moe", "mip", "sid", "sue", "val", "wil", "zed", "hob", "ned"], 80);
/** See `rights.ts`. */
const rightful = numbered(rightHolders, 200);
const newcomers = numbered(["neo"], 95);
/** Guests of the directory: one who is as they should be, and one each with a gap. */
const guests = [
  { id: "vip", sponsor: "ana", expires: ahead },
  { id: "vag", sponsor: "ana", expires: "" },
  { id: "vor", sponsor: "ana", expires: "2029-05-31" },
  { id: "von", sponsor: "", expires: ahead },
  { id: "vex", sponsor: "ben", expires: ahead },
];
/** One who is away, two whose accounts are not as their application wants them, and one whose own account is off. */
const strange = numbered(["liv", "per", "pit", endedAtHome], 140);
/** One who starts later, and one who has no account. */
const joining = numbered(["jan", "jed"], 130);
/** Who has a second account, or a second record. */
const doubled = numbered(["rex", "roy"], 110);
/** Whom the log of provisioning is about. */
const provisioned = numbered(logged, 100);
const leavers = numbered(["ben", "hal"], 40);
/** In HR and gone from it by the second reading; the first three from the directory too. */
const departed = numbered(["eve", "gus", "fay", "gwen"], 50);
/** Whose names others have by the second reading. */
const replaced = [...numbered(["kai", "lia"], 120), ...numbered(["kai-b", "lia-b"], 122)];
/** Rows of HR by which somebody of the directory, or an account, is disputed. */
const disputed = [
  ...numbered(["lee", "lee2", "duo1", "duo2"], 60),
  ...[["max0", "E70"] as const, ["max", "E71"] as const],
];

/** The company at one of the readings. Everybody who is not said to be otherwise is as they should be. */
export function companyAt(turn: Turn): Company {
  return { ...recordsAt(turn), events: eventRows(), channels: channelRows() };
}

/** The accounts of a system that has no second tenant. */
export function accountsOfOneTenant(turn: Turn): readonly Row[] {
  return companyAt(turn).accounts.filter(({ space }) => space === "main");
}

/** All but what provisioning tells of it. */
function recordsAt(turn: Turn): Omit<Company, "events" | "channels"> {
  const here = turn === 1 ? departed : [];
  const come = turn === 2 ? newcomers : [];
  const all = [...staff, ...decided, ...rightful, ...provisioned, ...doubled, ...joining, ...strange, ...come];
  const stay = turn === 1 ? departed : departed.filter(([name]) => name === "fay" || name === "gwen");
  return {
    hr: [
      ...[...all, ...disputed, ...here, ...named(turn)].map(([login, number]) => ({
        number,
        login,
        ...{ state: login === "liv" ? "away" : "here", since: "", starts: login === "jan" ? "2026-12-15" : "" },
      })),
      ...leavers.map(([login, number]) => ({ number, login, state: "gone", since: "2026-10-01", starts: "" })),
    ],
    people: [
      ...[...all, ...leavers, ...stay].map(([login, number]) => person(login, number, changing(login, turn), turn)),
      ...[person("lee-a", "E60", { login: "lee" }), person("lee-b", "E61", { login: "lee2" })],
      ...[person("duo-a", "E62", { login: "duo" }), person("duo-b", "E63", { login: "duo" })],
      person("roy-b", "E111"),
      ...named(turn).map(([id, number]) => person(id, number, { login: id.replace("-b", ""), mail: "" })),
      ...[person("max", "E70"), person("dan", "", { state: "off" }), person("kim", "")],
      person("pat", "", { kind: "other" }),
      ...guests.map(({ id, sponsor, expires }) => person(id, "", { kind: "guest", sponsor, expires })),
      machine("robo", { expires: "" }),
      ...directoryMachines.map(([id, more]) => machine(id, more)),
      ...[machine("rola", { owner: "ana" }), machine("orla", { owner: "ben" })],
      machine("vera", { owner: turn === 1 ? "ana" : "ida" }),
      ...[machine("olga", { owner: "ghosts" }), machine("ulla", { owner: "nobody-at-all" })],
      ...[
        machine("moss", { owner: "ana", used: long }),
        machine("mint", { owner: "ana", used: "", made: "2026-01-05" }),
      ],
      machine("aeon", { owner: "ana", expires: farAhead }),
      ...["zeta", "yota", "xena"].map((id) => machine(id, { kind: "agent", owner: "ana", ...agents[id] })),
    ],
    dirGroups: ["staff", "ghosts", "guild", "band", "choir"].map((id) => ({ id, name: id })),
    dirMembers: [
      ...staff.map(([login]) => ({ id: `staff:${login}`, group: "staff", member: login })),
      ...guild.map((member) => ({ id: `guild:${member}`, group: "guild", member })),
      ...[
        { id: "band:abe", group: "band", member: "abe" },
        { id: "band:lou", group: "band", member: "lou" },
      ],
      { id: "choir:val", group: "choir", member: "val" },
    ],
    // Whom the application should have in its band, and has not.
    dirNested: [{ id: "band:choir", group: "band", inner: "choir" }],
    dirRoles: [
      { id: "access", kind: "role" },
      { id: "search", kind: "tool" },
    ],
    dirGrants: [
      ...["ana", "ben", "dan", "hal", "ina", "fay", "gwen", "abe", "mip", "sid"],
      ...come.map(([login]) => login),
    ]
      .map((user) => ({ id: `${user}:access`, user, role: "access" }))
      .concat(["zeta", "yota", "xena"].map((user) => ({ id: `${user}:search`, user, role: "search" }))),
    accounts: [
      ...[...all, ...leavers, ...departed.slice(0, 2)].map(([login, number]) =>
        account(login, { number: login === "ned" ? "" : number }, turn),
      ),
      ...[account("dan"), account("joe"), account("lee", { number: "E61" }), account("duo")],
      ...[account("kai"), account("lia", { number: "E121" })],
      account("rex-b", { number: "E110" }),
      account("nold", { mail: "nia-of-old@example.com" }),
      account("odd", { kind: "" }),
      account(guestAtSide, { login: endedAtHome, number: "E143", kind: "guest", expires: ahead, space: "side" }),
      ...["bot", ...machines.map(({ login }) => login)].map((login) => account(login, { kind: "machine" })),
    ].filter(({ id }) => id !== "nia" && id !== "jed"),
    roles: [
      ...["member", "lent", "admin", "hall", "desk", ...furtherRoles].map((id) => ({
        ...{ id, kind: id === "hall" ? "workspace" : "role", privileged: id === "admin" ? "yes" : "" },
        ...{ inside: id === "desk" ? "hall" : "", environment: environments[id] ?? "", space: spaceOf(id) },
      })),
      { id: "fetch", kind: "tool", privileged: "", inside: "", environment: "", space: spaceOf("fetch") },
    ],
    grants: [...holders().map((user) => grant(user, "member", user === "ana" ? ahead : "")), grant("gil", "lent", past)]
      .concat(["nold", "abe", "moe", "sid", ...come.map(([login]) => login)].map((login) => grant(login, "admin", "")))
      .concat(come.map(([login]) => grant(login, "member", "")))
      // A desk stands in a hall, and one of the two people at desks is not let into it.
      .concat([grant("sue", "hall", ""), grant("sue", "desk", ""), grant("val", "desk", "")])
      .concat(grant("proxy", "fetch", ""))
      .filter(({ account: holder }) => holder !== "nia")
      .concat(furtherGrants),
    groupGrants: [
      { id: "husk:lent", group: "husk", role: "lent" },
      { id: "wreck:lent", group: "wreck", role: "lent" },
      { id: "mob:admin", group: "mob", role: "admin" },
    ].map((one) => ({ ...one, until: "" })),
    groups: ["crew", "idle", "guild", "band", "husk", "wreck", "mob"].map((id) => ({
      ...{ id, name: id, owner: id === "crew" ? "ana" : "" },
      deleted: id === "wreck" ? "2026-11-01T08:00:00Z" : "",
    })),
    members: [
      { id: "crew:ana", group: "crew", member: "ana", until: ahead },
      { id: "crew:mia", group: "crew", member: "mia", until: past },
      ...guild.map((member) => ({ id: `guild:${member}`, group: "guild", member, until: "" })),
      { id: "band:abe", group: "band", member: "abe", until: "", how: "hand" },
      { id: "band:moe", group: "band", member: "moe", until: "" },
      { id: "mob:abe", group: "mob", member: "abe", until: "" },
    ].map((member) => ({ how: "", ...member })),
    keys: keysAt(turn),
  };
}

/** The keys of the application, some of them nobody's; what begins with `t-` is a trust in workloads, with `p-` a password, with `c-` a consent. */
function keysAt(turn: Turn): Row[] {
  const rows: Row[] = [
    { id: "of-ana", account: "ana" },
    { id: "of-kit", account: "kit", until: past },
    { id: "of-keyed", account: "keyed", until: "never" },
    { id: "of-sound", account: "sound", workloads: "build" },
    { id: "of-abe", account: "abe", state: turn === 1 ? "off" : "on" },
    ...["ben", "eve", "val"].map((account) => ({ id: `of-${account}`, account })),
    { id: "of-hal", account: "hal", used: "2026-09-15" },
    { id: "of-bot", account: "bot", owner: "ben" },
    { id: "lone", account: "", maker: "ben" },
    { id: "of-gil", account: "gil", used: "2026-09-01" },
    { id: "of-mia", account: "mia", until: "", used: "", made: "2026-01-05" },
    { id: "of-old", account: "busy", until: "", made: "2026-01-05" },
    { id: "of-long", account: "busy", until: farAhead },
    { id: "of-many", account: "busy", workloads: "build;shop" },
    { id: "twin-a", account: "busy", hash: "h1" },
    { id: "twin-b", account: "keyed", hash: "h1" },
    { id: "t-main", account: "busy", subject: "repo:acme/site:ref:refs/heads/main", audience: "app" },
    { id: "t-all", account: "busy", subject: "repo:acme/*:ref:refs/heads/main", audience: "app" },
    { id: "t-open", account: "busy", subject: "repo:acme/site:ref:refs/heads/main" },
    { id: "p-busy", account: "busy" },
    ...furtherKeys,
  ];
  const usual = { until: soon, state: "on", used: lately[turn], made: "2026-11-01" };
  const empty = { owner: "", maker: "", workloads: "", hash: "", subject: "", audience: "" };
  const reach = { for: "", scopes: "", rotated: "", foreign: "" };
  return rows.map((row) => ({ ...usual, ...empty, ...reach, type: typeOf(row.id), ...row }));
}

function typeOf(id = ""): string {
  const types: Readonly<Record<string, string>> = { "t-": "federated", "p-": "password", "c-": "oauth-consent" };
  return types[id.slice(0, 2)] ?? "api-key";
}

/** Agents: one is off, one is part of that, and one is as it should be. */
const agents: Readonly<Record<string, Row>> = { zeta: { state: "off", used: "" }, yota: { parent: "zeta" } };

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
  ...["busy", "dusty", "moldy"].map((login) => ({ login, entry: {} })),
  { login: "eternal", entry: { expires: farAhead } },
  { login: "proxy", entry: { kind: "agent", onBehalfOf: "person:ben" } },
  ...furtherMachines,
];

const guild: readonly string[] = ["gia", "lou", "sid", "sue"];

/** Whoever has gone has used nothing since; but for ben, and for the account of ida, which is off. */
function useOf(id: string, turn: Turn): string {
  const wasThere = ["hal", "dan", ...departed.map(([name]) => name)].includes(id);
  return wasThere ? "2026-09-15" : lately[turn];
}

/** Those of whom a name is, at one of the readings. */
function named(turn: Turn) {
  return turn === 1 ? replaced.slice(0, 2) : replaced.slice(2);
}

/** What is another one at the first reading. */
function changing(login: string, turn: Turn): Row {
  if (login === "jed") return { department: "Loft" };
  const department = (login === "moe" || login === "mip") && turn === 1 ? "Floor" : "Roof";
  return login === "zed" && turn === 1 ? { department, state: "off" } : { department };
}

function proposal(decideBy: string) {
  return { owner: undefined, purpose: undefined, expires: undefined, ownerProposed: { who: "person:ana" }, decideBy };
}

function person(id: string, number: string, more: Row = {}, turn: Turn = 2): Row {
  const isOff = id === "hal" || id === "ina" || id === "gwen";
  return {
    ...{ id, login: id, number, kind: "person", state: isOff ? "off" : "on", owner: "", sponsor: "" },
    ...{ expires: id === "ivy" ? past : id === "ana" ? ahead : "", parent: "", used: useOf(id, turn) },
    since: id === "nils" ? "2026-11-15" : "",
    department: "Roof",
    made: id === "ned" ? "2026-10-01" : "",
    ...{ mail: `${id}@example.com`, other: id === "nia" ? "nia-of-old@example.com" : "" },
    ...{ purpose: "", parent: "", ...inDirectory[id] },
    ...more,
  };
}

function machine(id: string, more: Row): Row {
  return { ...person(id, ""), kind: "service", mail: "", expires: ahead, purpose: "works", ...more };
}

function account(id: string, more: Row = {}, turn: Turn = 2): Row {
  const isOff = ["hal", "ida", "gus", endedAtHome].includes(id) || (id === "wil" && turn === 1);
  return {
    ...{ id, login: id, number: "", mail: "", kind: "person", state: isOff ? "off" : "on", space: "main" },
    ...{ expires: id === "ace" ? past : id === "ana" ? ahead : "", by: channels[id] ?? "" },
    ...{ used: useOf(id, turn), made: made[id] ?? "", offSince: id === "ida" ? "2026-11-10T00:00:00Z" : "" },
    ...(more.kind === "machine" ? { mfa: "no", signIn: "key" } : { mfa: "strong", signIn: "saml" }),
    ...(id === "pit" && { signIn: "password" }),
    ...(id === "dusty" && { used: long }),
    ...(id === "moldy" && { used: "" }),
    ...more,
    ...inApplication[id],
  };
}

/** When accounts were made, where the application tells. */
const made: Readonly<Record<string, string>> = { ned: "2026-01-31", per: "2026-11-02", moldy: "2026-01-05" };

/** How accounts came, where the application tells. */
const channels: Readonly<Record<string, string>> = { hob: "scim", gia: "scim", neo: "scim", per: "hand" };

function holders(): string[] {
  const known = [...staff, ...decided, ...rightful, ...provisioned, ...leavers, ...departed.slice(0, 2)];
  const people = known.map(([login]) => login);
  return [...people, "dan", "joe", "lee", "duo", "nold", "odd", "bot", ...machines.map(({ login }) => login)].filter(
    (login) => !withoutMembership.has(login),
  );
}

function grant(holder: string, role: string, until: string): Row {
  const how = holder === "hob" ? "hand" : "";
  return { id: `${holder}:${role}`, account: holder, role, until, how, window: "", space: spaceOf(role) };
}
