/** How rows of `company.ts` become records, as a config says it for files and for any JSON API. */
const status = { from: "state", map: { on: "active", off: "disabled" } };
const expiresAt = { from: "expires" };

const nested = {
  ...{ kind: "membership", id: "{id}" },
  fields: {
    ...{ group: { ref: "group", id: "{group}" }, member: { ref: "group", id: "{inner}" } },
    source: { value: "connector" },
  },
};

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
        startDate: "starts",
        status: { from: "state", map: { here: "active", away: "leave", gone: "terminated" } },
      },
    },
  ],
  people: [
    {
      ...{ kind: "identity", id: "{id}" },
      fields: {
        ...{ status, expiresAt, employeeId: "number", userName: "login", owners: ["owner"], sponsors: ["sponsor"] },
        ...{ lastLoginAt: "used", createdAt: "made", parentId: { ref: "identity", from: "parent" } },
        ...{ department: "department", purpose: "purpose", statusChangedAt: "since" },
        kind: {
          from: "kind",
          map: { person: "human", service: "service", agent: "agent", guest: "external", other: "unknown" },
        },
        emails: [{ from: "mail", primary: true }, { from: "other" }],
      },
    },
  ],
  dirGroups: [{ kind: "group", id: "{id}", fields: { name: "name", kind: { value: "security" } } }],
  dirMembers: [member("identity", { source: { value: "connector" } })],
  dirNested: [nested],
  dirRoles: [{ kind: "entitlement", id: "{id}", fields: { kind: "kind", name: "id" } }],
  dirGrants: [
    {
      ...{ kind: "grant", id: "{id}" },
      fields: {
        principal: { ref: "identity", id: "{user}" },
        entitlement: { ref: "entitlement", id: "{role}" },
      },
    },
  ],
  accounts: [
    {
      ...{ kind: "account", id: "{id}", tenant: "{space}" },
      fields: {
        ...{ status, expiresAt, employeeId: "number", userName: "login", emails: ["mail"] },
        ...{ lastLoginAt: "used", createdAt: "made", disabledAt: "offSince" },
        provenance: { from: "by", map: { scim: "scim", hand: "manual", "": "unknown" } },
        kind: {
          from: "kind",
          map: { person: "human", guest: "external", machine: "service", emergency: "break-glass", "": "unknown" },
        },
        loginMethods: { from: "signIn", split: "|" },
        "mfa.enrolled": { from: "mfa", map: { strong: true, weak: true, no: false } },
        "mfa.phishingResistant": { from: "mfa", map: { strong: true, weak: false, no: false } },
      },
    },
  ],
  roles: [
    {
      ...{ kind: "entitlement", id: "{id}", tenant: "{space}" },
      fields: {
        ...{ kind: "kind", name: "id" },
        parentId: { ref: "entitlement", from: "inside", id: "{inside}" },
        privileged: { from: "privileged", map: { yes: true, "": false } },
        environment: "environment",
      },
    },
  ],
  grants: [
    {
      ...{ kind: "grant", id: "{id}" },
      fields: {
        principal: { ref: "account", id: "{account}" },
        entitlement: { ref: "entitlement", id: "{role}", tenant: "{space}" },
        expiresAt: "until",
        source: { from: "how", map: { hand: "manual", jit: "jit", "": "system" } },
        "window.to": "window",
      },
    },
  ],
  groupGrants: [
    {
      ...{ kind: "grant", id: "{id}" },
      fields: {
        ...{ principal: { ref: "group", id: "{group}" }, entitlement: { ref: "entitlement", id: "{role}" } },
        ...{ source: { value: "system" }, expiresAt: "until" },
      },
    },
  ],
  groups: [
    {
      ...{ kind: "group", id: "{id}" },
      fields: { name: "name", kind: { value: "app" }, owners: ["owner"], deletedAt: "deleted" },
    },
  ],
  members: [
    member("account", { expiresAt: "until", source: { from: "how", map: { hand: "manual", "": "connector" } } }),
  ],
  keys: [
    keys({ from: "account", notEmpty: true }, { ref: "account", id: "{account}" }),
    // A key of nobody stands for itself.
    keys({ from: "account", empty: true }, { ref: "credential", id: "{id}" }),
  ],
};

function keys(when: object, principal: object): object {
  return {
    ...{ kind: "credential", id: "{id}", when },
    fields: {
      ...{ principal, type: "type", status },
      ...{ createdAt: "made", lastUsedAt: "used", owners: ["owner"], hashId: "hash", subject: "subject" },
      createdBy: { ref: "account", from: "maker" },
      ...{ environments: { from: "for", split: "|" }, scopes: ["scopes"], rotatedAt: "rotated" },
      thirdParty: { from: "foreign", map: { yes: true, "": false } },
      ...{ audience: "audience", workloads: { from: "workloads", split: ";" } },
      expiresAt: { from: "until", never: ["never"] },
    },
  };
}

function member(ref: string, more: object): object {
  return {
    ...{ kind: "membership", id: "{id}" },
    fields: {
      ...{ group: { ref: "group", id: "{group}" }, member: { ref, id: "{member}" }, source: { value: "manual" } },
      ...more,
    },
  };
}
