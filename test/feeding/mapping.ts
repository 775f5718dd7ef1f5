/** How rows of `company.ts` become records, as a config says it for files and for any JSON API. */
const status = { from: "state", map: { on: "active", off: "disabled" } };
const expiresAt = { from: "expires" };

/** The mappings of each list. */
export const recordsOf: Readonly<Record<string, readonly object[]>> = {
  events: [
    {
      ...{ kind: "event", id: "{id}" },
      fields: {
        ...{
          op: "op",
          subject: "subject",
          requestedAt: "at",
          ackedAt: "done",
          channel: { ref: "channel", id: "{channel}" },
        },
        result: { from: "result", map: { done: "success", failed: "failure", waiting: "pending" } },
        ...{ seq: "seq", actor: "actor", approver: "approver", requestedBy: "by", approvalRef: "approval" },
        ...{ requestDigest: "request", responseDigest: "response" },
      },
    },
  ],
  channels: [
    {
      ...{ kind: "channel", id: "{id}" },
      fields: {
        ...{ app: { value: "app" }, source: { value: "dir" }, mode: { value: "scim" }, cursor: "cursor" },
        jobState: {
          from: "state",
          map: { ok: "ok", off: "disabled", quarantine: "quarantine", error: "error", late: "delayed" },
        },
        ...{ retention: "retention", tokenExpiresAt: "token", "lastReconcile.endedAt": "compared" },
        "lastReconcile.outcome": { from: "outcome", map: { complete: "complete", partial: "partial", "": "unknown" } },
        "lastReconcile.scanned": "scanned",
      },
    },
  ],
  hr: [
    {
      ...{ kind: "identity", id: "{number}" },
      fields: {
        ...{ kind: { value: "human" }, employeeId: "number", userName: "login", statusChangedAt: "since" },
        status: { from: "state", map: { here: "active", gone: "terminated" } },
      },
    },
  ],
  people: [
    {
      ...{ kind: "identity", id: "{id}" },
      fields: {
        ...{ status, expiresAt, employeeId: "number", userName: "login", owners: ["owner"], department: "department" },
        statusChangedAt: "since",
        kind: { from: "kind", map: { person: "human", service: "service", other: "unknown" } },
        emails: [{ from: "mail", primary: true }, { from: "other" }],
      },
    },
  ],
  dirGroups: [{ kind: "group", id: "{id}", fields: { name: "name", kind: { value: "security" } } }],
  dirMembers: [member("identity", {})],
  dirRoles: [{ kind: "entitlement", id: "{id}", fields: { kind: { value: "role" }, name: "id" } }],
  dirGrants: [
    {
      ...{ kind: "grant", id: "{id}" },
      fields: {
        principal: { ref: "identity", id: "{user}" },
        entitlement: { ref: "entitlement", id: "access" },
      },
    },
  ],
  accounts: [
    {
      ...{ kind: "account", id: "{id}" },
      fields: {
        ...{ status, expiresAt, employeeId: "number", userName: "login", emails: ["mail"] },
        provenance: { from: "made", map: { scim: "scim", "": "unknown" } },
        kind: { from: "kind", map: { person: "human", machine: "service", "": "unknown" } },
      },
    },
  ],
  roles: [
    {
      ...{ kind: "entitlement", id: "{id}" },
      fields: {
        ...{ kind: { value: "role" }, name: "id" },
        privileged: { from: "privileged", map: { yes: true, "": false } },
      },
    },
  ],
  grants: [
    {
      ...{ kind: "grant", id: "{id}" },
      fields: {
        ...{ principal: { ref: "account", id: "{account}" }, entitlement: { ref: "entitlement", id: "{role}" } },
        expiresAt: "until",
        source: { from: "how", map: { hand: "manual", "": "system" } },
      },
    },
  ],
  groups: [{ kind: "group", id: "{id}", fields: { name: "name", kind: { value: "app" } } }],
  members: [member("account", { expiresAt: "until" })],
  keys: [
    {
      ...{ kind: "credential", id: "{id}" },
      fields: {
        ...{ principal: { ref: "account", id: "{account}" }, type: { value: "api-key" }, status },
        expiresAt: { from: "until", never: ["never"] },
      },
    },
  ],
};

function member(ref: string, more: object): object {
  return {
    ...{ kind: "membership", id: "{id}" },
    fields: {
      ...{ group: { ref: "group", id: "{group}" }, member: { ref, id: "{member}" }, source: { value: "manual" } },
      ...more,
    },
  };
}
