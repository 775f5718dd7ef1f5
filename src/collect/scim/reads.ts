import type { FieldReads } from "../reads.ts";

const told = "where the server shows it of somebody";
const agents = "where the server lists `/Agents`";
const asOption = "with `kind` or `kinds`";
const rights = "where somebody has a role or entitlement, the server lists them, or with `rights: always`";
const otherKinds = Object.fromEntries(
  ["service", "workload", "shared", "system", "break-glass", "external", "unknown"].map((kind) => [kind, asOption]),
);
const status = { active: true, disabled: true, unknown: true } as const;

/** The fields that a server may show. Those of `told` and `nested` count as read once anybody has one. */
export const scimReads = {
  account: {
    fields: ["id", "app", "status", "rawStatus", "kind"],
    some: {
      told: {
        only: told,
        fields: [
          ...(["userName", "displayName", "externalId", "employeeId", "emails", "createdAt", "attributes"] as const),
        ],
      },
    },
    values: { status, kind: { human: true, ...otherKinds } },
  },
  identity: {
    fields: ["id", "status", "rawStatus", "kind"],
    some: {
      told: {
        only: told,
        fields: [
          ...(["immutableId", "userName", "displayName", "externalId", "employeeId", "emails", "createdAt"] as const),
          ...(["department", "title", "costCenter", "employmentType", "managerId", "attributes"] as const),
        ],
      },
      agents: { only: agents, fields: ["owners"] },
      nested: { only: agents, fields: ["parentId"] },
    },
    values: { status, kind: { human: true, agent: agents, ...otherKinds } },
  },
  group: { fields: ["id", "name", "kind"], some: { told: { only: told, fields: ["membershipType"] } } },
  membership: {
    fields: ["id", "group", "member", "memberType", "state"],
    some: { told: { only: told, fields: ["source"] } },
    values: { source: { unknown: true } },
  },
  entitlement: {
    only: rights,
    fields: ["id", "app", "kind", "name"],
    some: { listed: { only: "where the server lists `/Roles` or `/Entitlements`", fields: ["contains"] } },
    values: { kind: { role: true, custom: true } },
  },
  grant: {
    only: rights,
    fields: ["id", "principal", "principalType", "entitlement", "effect", "direct"],
    some: { told: { only: told, fields: ["source"] } },
    values: { principal: { account: true } },
  },
} as const satisfies FieldReads;
