import type { Estate, When } from "../estate.ts";

export type Department = "engineering" | "payments" | "sales" | "support" | "finance" | "people";

/** Somebody of the staff, by the ids of their records in every system. */
export interface Person {
  readonly number: string;
  readonly login: string;
  readonly name: string;
  readonly mail: string;
  readonly guid: string;
  readonly department: Department;
  readonly hr: string;
  readonly dir: string;
  /** Accounts by application. */
  readonly accounts: Readonly<Partial<Record<"code" | "crm" | "desk" | "wiki" | "pg", string>>>;
}

const firstNames = [
  "Ana",
  "Ben",
  "Carla",
  "Deniz",
  "Emil",
  "Farah",
  "Gil",
  "Hana",
  "Ivo",
  "Jana",
  "Kofi",
  "Lea",
  "Mira",
];
const lastNames = ["Aydin", "Berg", "Costa", "Dahl", "Eriksen", "Fischer", "Garcia", "Horvat", "Ito", "Jensen", "Kaya"];
const titles = ["Associate", "Specialist", "Senior Specialist", "Lead"];

/** The department's groups of the directory, and what its people hold in the customers' application. */
export const groupOf: Readonly<Record<Department, string>> = {
  engineering: "eng",
  payments: "payments",
  sales: "sales",
  support: "support",
  finance: "finance",
  people: "people",
};
export const crmRolesOf: Readonly<Record<Department, readonly string[]>> = {
  engineering: [],
  payments: [],
  sales: ["agent", "quotes"],
  support: ["agent", "refund-create", "macros", "chat", "phone", "kb"],
  finance: ["refund-approve", "invoices"],
  people: [],
};

export interface Hire {
  readonly number: number;
  readonly department: Department;
  readonly start: string;
  readonly state?: "employed" | "away" | "hired";
  readonly type?: "employee" | "contractor";
  readonly end?: string;
  readonly when?: When;
  /** Applications that they have no account in. */
  readonly without?: readonly (keyof Person["accounts"])[];
}

/** Takes somebody on: a row of HR, one of the directory, the groups, the accounts and what these hold. */
export function hire(estate: Estate, wanted: Hire): Person {
  const { department, start, type = "employee", end, when, state = "employed" } = wanted;
  const number = String(wanted.number);
  const first = firstNames[wanted.number % firstNames.length] ?? "";
  const last = lastNames[Math.floor(wanted.number / firstNames.length) % lastNames.length] ?? "";
  const name = `${first} ${last}`;
  const login = `${first}.${last}${number}`.toLowerCase();
  const mail = `${login}@company.example`;
  const guid = `guid-${number}`;
  const title = titles[wanted.number % titles.length];
  const hr = estate.add(
    "hr",
    "identity",
    number,
    { name, mail, state, since: start, start, end, type, department, title, costCenter: `cc-${groupOf[department]}` },
    when,
  );
  const dirState = state === "hired" ? "staged" : "on";
  const dir = estate.add(
    "dir",
    "identity",
    `u${number}`,
    {
      ...{
        kind: "human",
        state: dirState,
        since: `${start}T07:00:00Z`,
        login,
        name,
        mail,
        employeeNumber: number,
        guid,
      },
      ...{ department, title, created: `${start}T07:00:00Z`, lastLogin: "2026-11-20T08:10:00Z", expires: "never" },
      ...(type === "contractor" && { type }),
    },
    when,
  );
  const base = { number, login, name, mail, guid, department, hr, dir };
  if (state === "hired") return { ...base, accounts: {} };
  join(estate, dir, groupOf[department], start, when);
  const person = { ...base, accounts: {} };
  const accounts: Partial<Record<keyof Person["accounts"], string>> = {};
  const has = (app: keyof Person["accounts"]) => !wanted.without?.includes(app);
  if (has("desk")) accounts.desk = deskAccount(estate, person, start, when);
  if (has("wiki"))
    accounts.wiki = estate.add(
      "wiki",
      "account",
      `w${number}`,
      { kind: "human", status: "active", displayName: name, userName: login, mail },
      when,
    );
  if (has("crm") && crmRolesOf[department].length > 0)
    accounts.crm = crmAccount(estate, person, start, crmRolesOf[department], when);
  if (has("code") && (department === "engineering" || department === "payments"))
    accounts.code = codeAccount(estate, person, start, when);
  return { ...base, accounts };
}

type Basics = Omit<Person, "accounts">;

/** Puts a person of the directory, or what is named by its id, into one of its groups. */
export function join(estate: Estate, member: string, group: string, since: string, when?: When): string {
  const native = `${group}:${member.slice(member.lastIndexOf("/") + 1)}`;
  const memberType = member.startsWith("group:") ? "group" : "identity";
  const row = {
    group: `group:dir/main/${group}`,
    member,
    memberType,
    source: "connector",
    addedAt: `${since}T07:05:00Z`,
    state: "active",
  };
  return estate.add("dir", "membership", native, row, when);
}

export function deskAccount(estate: Estate, { number, name, login, mail }: Basics, start: string, when?: When): string {
  const id = estate.add(
    "desk",
    "account",
    `d${number}`,
    { ...human(name, login, mail, start), loginMethods: ["saml"] },
    when,
  );
  give(estate, id, "role/user", { grantedAt: `${start}T09:00:00Z` }, when);
  return id;
}

export function crmAccount(
  estate: Estate,
  { number, name, login, mail }: Basics,
  start: string,
  roles: readonly string[],
  when?: When,
): string {
  const row = {
    ...human(name, login, mail, start),
    loginMethods: ["saml"],
    employeeId: number,
    provenance: "connector",
    ...strongMfa,
  };
  const id = estate.add("crm", "account", `k${number}`, row, when);
  for (const role of roles)
    give(estate, id, `role/${role}`, { grantedAt: `${start}T09:00:00Z`, source: "connector" }, when);
  return id;
}

export function codeAccount(
  estate: Estate,
  { number, name, login, mail, guid, department }: Basics,
  start: string,
  when?: When,
): string {
  const row = {
    ...human(name, login, mail, start),
    loginMethods: ["saml"],
    externalId: guid,
    provenance: "scim",
    ...strongMfa,
  };
  const id = estate.add("code", "account", `c${number}`, row, when);
  give(estate, id, "role/member", { grantedAt: `${start}T09:00:00Z`, source: "scim" }, when);
  codeMember(estate, id, groupOf[department], `${start}T09:00:00Z`, "scim", when);
  return id;
}

export function codeMember(
  estate: Estate,
  account: string,
  group: string,
  addedAt: string,
  source: string,
  when?: When,
): string {
  const row = {
    group: `group:code/main/${group}`,
    member: account,
    memberType: "account",
    source,
    addedAt,
    state: "active",
  };
  return estate.add("code", "membership", `${group}:${account.slice(account.lastIndexOf("/") + 1)}`, row, when);
}

/** Grants an account something of its own application. */
export function give(
  estate: Estate,
  account: string,
  entitlement: string,
  more: Record<string, string | boolean | undefined>,
  when?: When,
): string {
  const [system = ""] = account.slice("account:".length).split("/");
  const native = account.slice(account.lastIndexOf("/") + 1);
  const row = {
    principal: account,
    principalType: "account",
    entitlement: `entitlement:${system}/main/${entitlement}`,
    effect: "allow",
    direct: true,
    ...more,
  };
  return estate.add(system, "grant", `${native}:${entitlement}`, row, when);
}

export function human(displayName: string, userName: string, mail: string, start: string) {
  return {
    kind: "human",
    status: "active",
    displayName,
    userName,
    mail,
    createdAt: `${start}T09:00:00Z`,
    lastLoginAt: "2026-11-20T09:30:00Z",
    expiresAt: "never",
  };
}

export const strongMfa = { mfaEnrolled: true, mfaResistant: true, mfaEvidence: "app" };
