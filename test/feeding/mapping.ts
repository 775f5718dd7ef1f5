/** How rows of `company.ts` become records, as a config says it for files and for any JSON API. */
const status = { from: "state", map: { on: "active", off: "disabled" } };
const expiresAt = { from: "expires" };

/** The mappings of each list. */
export const recordsOf: Readonly<Record<string, readonly object[]>> = {
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
        department: "department",
        createdAt: "born",
        kind: { from: "kind", map: { person: "human", service: "service", guest: "external", other: "unknown" } },
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
        createdAt: "created",
        provenance: { from: "made", map: { scim: "scim", hand: "manual", "": "unknown" } },
        loginMethods: ["signs"],
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
