import type { Row } from "./company.ts";

/* Who holds what for how long, which machines do more than they should, and the accounts for emergencies. */

const ahead = "2027-05-31";
const past = "2026-11-01";

/** People with numbers, each with an account in the application. */
export const holders: readonly string[] = [
  ...["tia", "eni", "wek", "day", "jim", "jon", "joy"],
  ...["bea", "gale", "gill", "gert", "glen", "gwyn", "guy", "good"],
];

const administrators = ["tia", "eni", "wek", "day"];
const forEmergencies: readonly string[] = holders.slice(7);

/** Those whose accounts have no grant beside what is planted. */
export const withoutMembership: ReadonlySet<string> = new Set(["gill"]);

/** How somebody of the directory differs. */
export const inDirectory: Readonly<Record<string, Row>> = {
  gill: { state: "off" },
  gert: { expires: ahead },
  guy: { used: "2026-11-10" },
};

/** How accounts differ. */
export const inApplication: Readonly<Record<string, Row>> = {
  eni: { mfa: "no", signIn: "password", mail: "eni@example.com" },
  wek: { mfa: "weak", signIn: "password" },
  tom: { kind: "emergency" },
  talky: { signIn: "saml" },
  phony: { mfa: "strong" },
  ...Object.fromEntries(forEmergencies.map((name) => [name, { signIn: "password", mail: `${name}@example.com` }])),
  gill: { signIn: "password", mail: "gill@example.com", state: "off" },
  gert: { signIn: "password", mail: "gert@example.com", expires: ahead },
  glen: { signIn: "password", mail: "glen@example.com", mfa: "no" },
  gwyn: { signIn: "saml", mail: "gwyn@example.com" },
  guy: { signIn: "password", mail: "guy@example.com", used: "2026-11-10" },
};

/** Somebody whose account was switched off, and who is a guest in another tenant of the application by another name. */
export const endedAtHome = "odin";
export const guestAtSide = "odin-g";

export const environments: Readonly<Record<string, string>> = { "prod-door": "prod", "test-door": "test" };
/** Roles in other tenants of the application: one of which nobody has said anything, one until a day gone by, one as agreed. */
const spaces: Readonly<Record<string, string>> = { annex: "side", depot: "old", branch: "lab" };
export const furtherRoles: readonly string[] = ["spare", ...Object.keys(environments), ...Object.keys(spaces)];

/** The tenant that a role of the application lies in. */
export function spaceOf(role: string): string {
  return spaces[role] ?? "main";
}

const given = (holder: string, role: string, more: Row = {}): Row => ({
  ...{ id: `${holder}:${role}`, account: holder, role, until: "", how: "", window: "", space: spaceOf(role) },
  ...more,
});

export const furtherGrants: readonly Row[] = [
  ...administrators.map((name) => given(name, "admin", name === "tia" ? { until: ahead } : {})),
  given("mighty", "admin"),
  ...["prod-door", "test-door"].map((role) => given("both", role)),
  given("stray", "prod-door"),
  given("jim", "spare", { how: "jit" }),
  given("jon", "spare", { how: "jit", until: ahead }),
  given("joy", "spare", { window: "2026-11-01T00:00:00Z" }),
  ...[given("quin", "annex"), given("rae", "depot"), given("una", "branch")],
];

export const furtherKeys: readonly Row[] = [
  { id: "of-both", account: "both", for: "prod|test" },
  { id: "of-wide", account: "sound", scopes: "*administration:write" },
  { id: "of-pia", account: "pia", workloads: "nightly" },
  { id: "of-desk", account: "desk", rotated: "2026-09-15T00:00:00Z" },
  // What other companies were let in for: by whom it was reviewed lately, long ago, and by nobody.
  ...[
    { id: "c-ana", account: "ana" },
    { id: "c-mia", account: "mia" },
    { id: "c-lone", account: "", made: "2026-01-05" },
  ].map((one) => ({ ...one, foreign: "yes", scopes: "repo" })),
];

export const furtherMachines = [
  { login: "mighty", entry: {} },
  { login: "both", entry: {} },
  { login: "stray", entry: { environment: "test" } },
  { login: "talky", entry: {} },
  { login: "phony", entry: {} },
  { login: "desk", entry: { kind: "shared", backup: "person:ben" } },
] as const;

/** Machines of the directory: one that is for nothing, and one whose parent is switched off. */
export const directoryMachines: readonly (readonly [string, Row])[] = [
  ["void", { owner: "ana", purpose: "" }],
  ["tail", { owner: "ana", parent: "shed" }],
  ["shed", { owner: "ana", state: "off", used: "" }],
];

/** Whom the role of administrators names. */
export const namedAdministrators = administrators;

/** What `access/breakglass.yaml` says of each, of one of the directory whose time is over, and of one of a further directory. */
export function breakGlass(idOf: (name: string, system: string) => string, isFurther: boolean): object[] {
  const entry = (name: string, system: string) => ({
    account: idOf(name, system),
    custodians: [name === "gale" ? "person:ben" : "person:ana"],
    testedAt: name === "bea" ? "2026-01-10" : past,
    allow: ["sso-bypass-login"],
  });
  return [
    ...forEmergencies.flatMap((name) => [entry(name, "app"), entry(name, "dir")]),
    ...[entry("ivy", "dir"), ...(isFurther ? [entry("jeb", "ds")] : [])],
  ];
}

/** What `access/trusts.yaml` says of the application's tenants. */
export const agreements: readonly object[] = [
  { from: "app/main", to: "app/lab", until: ahead },
  { from: "app/main", to: "app/old", until: past },
].map((one) => ({ ...one, owner: "person:ana", reason: "one shop" }));

/** What the rules are told. */
export const ruleSettings = {
  "priv-no-mfa": {
    params: { phishingResistant: true, adminNames: ["abe", "moe", "neo", "nold", "sid", "tia", "eni", "wek"] },
  },
  "nhi-overprivileged": { params: { wildcards: ["*administration:write"] } },
  "shared-account-undeclared": { params: { names: ["joe"] } },
};

/** Of the accounts for emergencies one is off in each system. */
export const emergencyMinimum = { "breakglass-too-few": { params: { min: forEmergencies.length } } };
