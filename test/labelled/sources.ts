import type { RecordKind } from "../../src/model/record-id.ts";

/** How a system's exports are read: for each kind, fields of records and the columns they come from. */
export interface ExportedSource {
  readonly role: string;
  readonly zone?: string;
  readonly required?: false;
  readonly format?: "csv" | "ndjson";
  /** Each row tells the tenant that it lies in. */
  readonly tenant?: "{tenant}";
  readonly kinds: Readonly<Partial<Record<RecordKind, Readonly<Record<string, unknown>>>>>;
}

const same = (...names: string[]) => Object.fromEntries(names.map((name) => [name, name]));
const end = { expiresAt: { from: "expiresAt", never: ["never"] } };

const account = {
  ...same("kind", "status", "displayName", "userName", "createdAt", "disabledAt", "loginMethods", "lastLoginAt"),
  ...end,
  emails: [{ from: "mail", primary: true, verified: true }],
};
const mfa = { "mfa.enrolled": "mfaEnrolled", "mfa.phishingResistant": "mfaResistant", "mfa.evidence": "mfaEvidence" };

const entitlement = same("kind", "name", "privileged", "capability", "parentId", "environment", "sodTags", "isDefault");
const grant = {
  ...same("principal", "principalType", "entitlement", "effect", "direct", "source"),
  ...same("grantedAt", "grantedBy", "approvalRef", "eligibleOnly"),
  ...end,
  "window.from": "windowFrom",
  "window.to": "windowTo",
};
const credential = {
  ...same("principal", "type", "status", "name", "createdBy", "createdAt", "rotatedAt", "scopes", "issuer", "subject"),
  ...same("audience", "owners", "environments", "workloads", "thirdParty", "hashId", "lastUsedAt"),
  ...end,
};
const group = same("name", "kind", "membershipType", "owners", "parentId", "deletedAt");
const membership = {
  ...same("group", "member", "memberType", "role", "source", "addedAt", "addedBy", "state"),
  ...end,
};

const person = {
  kind: { value: "human" },
  status: { from: "state", map: { employed: "active", away: "leave", left: "terminated", hired: "staged" } },
  statusChangedAt: "since",
  employeeId: "id",
  displayName: "name",
  emails: [{ from: "mail", primary: true }],
  startDate: "start",
  endDate: "end",
  employmentType: "type",
  ...same("department", "title", "costCenter"),
};

const directoryUser = {
  kind: "kind",
  status: { from: "state", map: { on: "active", off: "disabled", locked: "locked", staged: "staged" } },
  statusChangedAt: "since",
  userName: "login",
  displayName: "name",
  emails: [{ from: "mail", primary: true, verified: true }],
  employeeId: "employeeNumber",
  immutableId: "guid",
  createdAt: "created",
  lastLoginAt: "lastLogin",
  employmentType: "type",
  parentId: "parent",
  expiresAt: { from: "expires", never: ["never"] },
  ...same("department", "title", "owners", "sponsors", "purpose", "purposeRef", "environment", "reviewedAt"),
};

const channel = {
  ...same("app", "source", "mode", "jobState", "startedAt", "cursor", "lastEventAt", "lastSuccessAt", "failureCount"),
  ...same("tokenExpiresAt", "retention"),
  "lastReconcile.startedAt": "reconcileStarted",
  "lastReconcile.endedAt": "reconcileEnded",
  "lastReconcile.scanned": "scanned",
  "lastReconcile.outcome": "outcome",
};
const event = {
  ...same("channel", "txn", "op", "subject", "object", "requestedAt", "result", "sentAt", "ackedAt", "seq", "actor"),
  ...same("requestedBy", "approver", "approvalRef", "httpStatus", "requestDigest", "responseDigest"),
};

/** Systems of the estate; each kind of each lies in an export of its own. */
export const exported: Readonly<Record<string, ExportedSource>> = {
  hr: { role: "authoritative-identity", zone: "Europe/Berlin", format: "csv", kinds: { identity: person } },
  dir: { role: "directory", kinds: { identity: directoryUser, group, membership, entitlement, grant } },
  code: {
    role: "application",
    kinds: {
      account: { ...account, ...mfa, ...same("externalId", "provenance") },
      ...{ group, membership, entitlement, grant, credential },
    },
  },
  crm: {
    role: "application",
    kinds: { account: { ...account, ...mfa, ...same("employeeId", "provenance") }, entitlement, grant, credential },
  },
  desk: { role: "application", kinds: { account, entitlement, grant, credential } },
  wiki: {
    role: "application",
    format: "csv",
    kinds: { account: { ...same("kind", "status", "displayName", "userName"), emails: ["mail"] } },
  },
  pg: {
    role: "application",
    format: "csv",
    kinds: {
      account: {
        kind: { value: "unknown" },
        status: { from: "login", map: { t: "active", f: "disabled" } },
        userName: "rolname",
        // It ends the password, and no account.
        "attributes.passwordValidUntil": "validUntil",
      },
      group: { name: "rolname", kind: { value: "app" }, membershipType: { value: "assigned" } },
      membership: same("group", "member", "memberType", "source"),
      entitlement: same("kind", "name", "environment"),
      grant: { ...same("principal", "principalType", "entitlement", "effect", "approvalRef"), ...end },
    },
  },
  agents: { role: "application", kinds: { account, entitlement, grant, credential } },
  prov: { role: "event-log", kinds: { channel, event } },
  jobs: { role: "event-log", kinds: { channel } },
  // These are there only where something is wrong with them.
  shop: { role: "application", kinds: { account, entitlement, grant } },
  library: { role: "application", kinds: { account, entitlement, grant } },
  vault: { role: "application", kinds: { account } },
  cloud: { role: "application", tenant: "{tenant}", kinds: { account, entitlement, grant, credential } },
  mail: { role: "application", kinds: { account, entitlement, grant } },
  // Stale, and none that a check cannot do without: it would prove of no waiver that it is unused.
  poll: { role: "application", required: false, kinds: { account, entitlement, grant } },
  forum: { role: "application", kinds: { account, entitlement, grant } },
};
