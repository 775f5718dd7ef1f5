import { type Company, companyAt, lists, type Row, type Turn } from "./company.ts";
import { roles, type System } from "./exports.ts";
import { holdCells } from "./hold-cells.ts";

type Fields = Readonly<Record<string, unknown>>;
interface Written {
  readonly kind: string;
  readonly id: string;
  readonly fields: Fields;
}

const states: Readonly<Record<string, string>> = { here: "active", gone: "terminated", on: "active", off: "disabled" };
const sorts: Readonly<Record<string, string>> = { person: "human", service: "service", machine: "service" };
const outcomes: Readonly<Record<string, string>> = { done: "success", failed: "failure", waiting: "pending" };
const jobs: Readonly<Record<string, string>> = { off: "disabled", late: "delayed" };
const present = (fields: Fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
const ref = (kind: string, id = "") => ({ ref: kind, id });

/** What a program makes of a row of each list. */
const written: Readonly<Record<keyof Company, (row: Row) => Written>> = {
  hr: ({ number = "", login, state = "", since }) => ({
    ...{ kind: "identity", id: number },
    fields: {
      ...{ kind: "human", status: states[state], userName: login, employeeId: number },
      ...(since && { statusChangedAt: `${since}T00:00:00Z` }),
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
  people: ({ owner, mail, other, ...row }) => ({
    ...{ kind: "identity", id: row.id ?? "" },
    fields: {
      ...common(row),
      emails: [...(mail ? [{ value: mail, primary: true }] : []), ...(other ? [{ value: other }] : [])],
      owners: owner ? [owner] : [],
      ...(row.since && { statusChangedAt: `${row.since}T00:00:00Z` }),
      department: row.department,
    },
  }),
  dirGroups: ({ id = "", name }) => ({
    kind: "group",
    id,
    fields: { name, kind: "security", membershipType: "assigned" },
  }),
  dirMembers: (row) => membership(row, "identity"),
  dirRoles: ({ id = "" }) => ({ kind: "entitlement", id, fields: { kind: "role", name: id } }),
  dirGrants: ({ id = "", user }) => grant(id, ref("identity", user), "access", ""),
  accounts: ({ mail, made, ...row }) => ({
    ...{ kind: "account", id: row.id ?? "" },
    fields: { ...common(row), ...(mail && { emails: [{ value: mail }] }), provenance: made || "unknown" },
  }),
  roles: ({ id = "", privileged }) => ({
    ...{ kind: "entitlement", id },
    fields: { kind: "role", name: id, privileged: privileged === "yes" },
  }),
  grants: ({ id = "", account, role, until, how }) =>
    grant(id, ref("account", account), role, until, how === "hand" ? "manual" : "system"),
  groups: ({ id = "", name }) => ({ kind: "group", id, fields: { name, kind: "app", membershipType: "assigned" } }),
  members: (row) => membership(row, "account"),
  keys: ({ id = "", account, until, state = "" }) => ({
    ...{ kind: "credential", id },
    fields: {
      ...{ principal: ref("account", account), type: "api-key", status: states[state] },
      ...(until === "never" ? { neverExpires: true } : { expiresAt: until }),
    },
  }),
};

function common({ login, number, kind = "", state = "", expires }: Row): Fields {
  return {
    ...{ kind: sorts[kind] ?? "unknown", status: states[state], userName: login },
    ...(number && { employeeId: number }),
    ...(expires && { expiresAt: expires }),
  };
}

function membership({ id = "", group, member, until }: Row, kind: string): Written {
  const fields = { group: ref("group", group), member: ref(kind, member), source: "manual" };
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
    ...records.map((record) => ({ type: "record", ...record })),
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
  return [...new Set(records.filter((one) => one.kind === kind).flatMap(({ fields }) => Object.keys(fields)))];
}

const source = (system: System) => ({
  role: roles[system],
  run: [process.execPath, "print.mjs", `${system}.ndjson`],
});

holdCells({
  collector: "command",
  sources: () => ({ hr: source("hr"), dir: source("dir"), app: source("app"), log: source("log") }),
  files: (turn) => ({
    "print.mjs":
      'import { createReadStream } from "node:fs";\ncreateReadStream(process.argv[2]).pipe(process.stdout);\n',
    ...Object.fromEntries((["hr", "dir", "app", "log"] as const).map((one) => [`${one}.ndjson`, output(one, turn)])),
  }),
});
