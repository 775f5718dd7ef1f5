import type { FieldReads } from "../reads.ts";

/** The fields of what a cluster tells. */
export const postgresReads = {
  account: {
    fields: ["app", "status", "rawStatus", "kind", "userName", "neverExpires", "provenance", "attributes"],
    values: {
      status: { active: true, disabled: true },
      kind: { unknown: true, system: true },
      provenance: { unknown: true, system: true },
    },
  },
  group: { fields: ["name", "kind", "membershipType", "rule"] },
  membership: {
    fields: ["group", "member", "memberType", "role", "source", "addedBy", "state"],
    values: { source: { unknown: true } },
  },
  entitlement: {
    fields: ["app", "kind", "name", "privileged", "capability"],
    values: { kind: { role: true, database: true, namespace: true, custom: true } },
  },
  grant: {
    fields: ["principal", "principalType", "entitlement", "effect", "condition", "direct", "source", "grantedBy"],
  },
} as const satisfies FieldReads;
