import { type Company, companyAt, lists, type Row, type Turn } from "./company.ts";
import { roles, type System } from "./exports.ts";
import { holdCells } from "./hold-cells.ts";

type Fields = Readonly<Record<string, unknown>>;
interface Written {
  readonly kind: string;
  readonly id: string;
  /** The tenant it lies in, where that is not the source's own. */
  readonly tenant?: string;
  readonly fields: Fields;
  /** When it was last used; empty where it never was. */
  readonly used?: Readonly<Record<string, string>>;
}

const states: Readonly<Record<string, string>> = {
  ...{ here: "active", away: "leave", gone: "terminated" },
  ...{ on: "active", off: "disabled" },
};
const sorts: Readonly<Record<string, string>> = {
  ...{ person: "human", guest: "external", emergency: "break-glass" },
  ...{ service: "service", machine: "service", agent: "agent" },
};
const outcomes: Readonly<Record<string, string>> = { done: "success", failed: "failure", waiting: "pending" };
const jobs: Readonly<Record<string, string>> = { off: "disabled", late: "delayed" };
const present = (fields: Fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
const ref = (kind: string, id = "") => ({ ref: kind, id });
const lying = (space = "main") => (space === "main" ? {} : { tenant: space });

/** What a program makes of a row of each list. */
const written: Readonly<Record<keyof Company, (row: Row) => Written>> = {
  hr: ({ number = "", login, state = "", since, starts }) => ({
    ...{ kind: "identity", id: number },
    fields: {
      ...{ kind: "human", status: states[state], userName: login, employeeId: number },
      ...(since && { statusChangedAt: `${since}T00:00:00Z` }),
      ...(starts && { startDate: starts }),
    },
  }),
  events: ({ id = "", result = "", channel, ...row }) => ({
    ...{ kind: "event", id },
    fields: present({
      ...{ op: row.op, subject: row.subject, requestedAt: row.at, ackedAt: row.done, channel: ref("channel", channel) },
      ...{ result: outcomes[result] ?? "unknown", seq: row.seq, actor: row.actor, approver: row.approver },
      ...{ requestedBy: row.by, approvalRef: row.approval, requestDigest: row.request, responseDigest: row.response },
    }),
  }),
  channels: ({ id = "", state = "", compared, outcome, scanned, ...row }) => ({
    ...{ kind: "channel", id },
    fields: present({
      ...{ app: "app", source: "dir", mode: "scim", jobState: jobs[state] ?? state, cursor: row.cursor },
      ...{ retention: row.retention, tokenExpiresAt: row.token },
      lastReconcile: compared ? { endedAt: compared, outcome, scanned: Number(scanned) } : "",
    }),
  }),
  people: ({ owner, sponsor, mail, other, purpose, parent, used, ...row }) => ({
    ...{ kind: "identity", id: row.id ?? "", ...usedAt("lastLoginAt", used) },
    fields: {
      ...common(row),
      ...(parent && { parentId: ref("identity", parent) }),
      emails: [...(mail ? [{ value: mail, primary: true }] : []), ...(other ? [{ value: other }] : [])],
      owners: owner ? [owner] : [],
      sponsors: sponsor ? [sponsor] : [],
      ...(row.since && { statusChangedAt: `${row.since}T00:00:00Z` }),
      department: row.department,
      ...(purpose && { purpose }),
      ...(parent && { parentId: ref("identity", parent) }),
    },
  }),
  dirGroups: ({ id = "", name }) => ({
    kind: "group",
    id,
    fields: { name, kind: "security", membershipType: "assigned" },
  }),
  dirMembers: (row) => membership(row, "identity"),
  dirNested: nested,
  dirRoles: ({ id = "", kind }) => ({ kind: "entitlement", id, fields: { kind, name: id } }),
  dirGrants: ({ id = "", user, role }) => grant(id, ref("identity", user), role, ""),
  accounts: ({ mail, by, mfa, signIn = "", offSince, used, ...row }) => ({
    ...{ kind: "account", id: row.id ?? "", ...lying(row.space), ...usedAt("lastLoginAt", used) },
    fields: {
      ...{ ...common(row), ...(mail && { emails: [{ value: mail }] }) },
      provenance: by === "hand" ? "manual" : by || "unknown",
      ...(offSince && { disabledAt: offSince }),
      ...{ loginMethods: signIn.split("|"), mfa: { enrolled: mfa !== "no", phishingResistant: mfa === "strong" } },
    },
  }),
  roles: ({ id = "", kind, privileged, inside, environment, space }) => ({
    ...{ kind: "entitlement", id, ...lying(space) },
    fields: {
      ...{ kind, name: id, privileged: privileged === "yes", ...(environment && { environment }) },
      ...(inside && { parentId: ref("entitlement", inside) }),
    },
  }),
  grants: ({ id = "", account, role, until, how, window: to, space }) => {
    const made = grant(id, ref("account", account), role, until, how === "hand" ? "manual" : how || "system");
    const entitlement = { ...ref("entitlement", role), ...lying(space) };
    return { ...made, fields: { ...made.fields, entitlement, ...(to && { window: { to } }) } };
  },
  groupGrants: ({ id = "", group, role }) => grant(id, ref("group", group), role, ""),
  groups: ({ id = "", name, owner, deleted }) => ({
    ...{ kind: "group", id },
    fields: {
      ...{ name, kind: "app", membershipType: "assigned", owners: owner ? [owner] : [] },
      ...(deleted && { deletedAt: deleted }),
    },
  }),
  members: (row) => membership(row, "account"),
  keys: ({
    id = "",
    account,
    until,
    state = "",
    type,
    made,
    used,
    owner,
    maker,
    workloads,
    hash,
    subject,
    audience,
    for: reaches,
    scopes,
    rotated,
    foreign,
  }) => ({
    ...{ kind: "credential", id, ...usedAt("lastUsedAt", used) },
    fields: {
      ...{
        principal: account ? ref("account", account) : ref("credential", id),
        type,
        status: states[state],
        createdAt: `${made}T00:00:00Z`,
      },
      ...(maker && { createdBy: ref("account", maker) }),
      ...{ owners: owner ? [owner] : [], workloads: workloads ? workloads.split(";") : [] },
      ...{ ...(hash && { hashId: hash }), ...(subject && { subject }), ...(audience && { audience }) },
      ...(until === "never" ? { neverExpires: true } : until ? { expiresAt: until } : {}),
      ...{ ...(reaches && { environments: reaches.split("|") }), ...(scopes && { scopes: [scopes] }) },
      ...(rotated && { rotatedAt: rotated }),
      thirdParty: foreign === "yes",
    },
  }),
};

function usedAt(field: string, used = ""): Pick<Written, "used"> {
  return { used: used === "" ? {} : { [field]: used } };
}

function common({ login, number, kind = "", state = "", expires, made }: Row): Fields {
  return {
    ...(made && { createdAt: made }),
    ...{ kind: sorts[kind] ?? "unknown", status: states[state], userName: login },
    ...(number && { employeeId: number }),
    ...(expires && { expiresAt: expires }),
  };
}

function nested({ id = "", group, inner }: Row): Written {
  const fields = { group: ref("group", group), member: ref("group", inner), source: "connector" };
  return { kind: "membership", id, fields };
}

function membership({ id = "", group, member, until, how }: Row, kind: string): Written {
  const source = how === "hand" ? "manual" : "connector";
  const fields = { group: ref("group", group), member: ref(kind, member), source };
  return { kind: "membership", id, fields: { ...fields, ...(until && { expiresAt: until }) } };
}

function grant(id: string, principal: Fields, role = "", until = "", source = "system"): Written {
  const fields = { principal, entitlement: ref("entitlement", role), source };
  return { kind: "grant", id, fields: { ...fields, ...(until && { expiresAt: until }) } };
}

/** Everything that the program has to write of one system, by the contract. */
function output(system: System, turn: Turn): string {
  const company = companyAt(turn);
  const records = lists[system].flatMap((list) => company[list].map(written[list]));
  const kinds = [...new Set(records.map(({ kind }) => kind))];
  const counted = kinds.map((kind): [string, number] => [kind, records.filter((one) => one.kind === kind).length]);
  const lines = [
    { type: "start", version: 1 },
    ...records.map(({ used: _used, ...record }) => ({ type: "record", ...record })),
    ...records.flatMap(({ kind, id, used }) => (used ? [{ type: "used", kind, id, ...used }] : [])),
    ...counted.map(([kind, total]) => ({
      type: "kind",
      kind,
      completeness: "full",
      total,
      fields: fieldsOf(kind, records),
    })),
    { type: "end", counts: Object.fromEntries(counted) },
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

function fieldsOf(kind: string, records: readonly Written[]): string[] {
  const own = records.filter((one) => one.kind === kind);
  return [...new Set(own.flatMap(({ fields, used }) => [...Object.keys(fields), ...Object.keys(used ?? {})]))];
}

const source = (system: System) => ({
  role: roles[system],
  run: [process.execPath, "print.mjs", `${system}.ndjson`],
});

holdCells({
  collector: "command",
  shared: ["app", "dir"],
  sources: () => ({ hr: source("hr"), dir: source("dir"), app: source("app"), log: source("log") }),
  files: (turn) => ({
    "print.mjs":
      'import { createReadStream } from "node:fs";\ncreateReadStream(process.argv[2]).pipe(process.stdout);\n',
    ...Object.fromEntries((["hr", "dir", "app", "log"] as const).map((one) => [`${one}.ndjson`, output(one, turn)])),
  }),
});
