import type { FieldReads } from "../reads.ts";

const ad = "from Active Directory";
const granting = `for groups named in \`accessGroups\`, and ${ad} for its privileged groups`;

/** The fields that some server may fill. */
export const ldapReads = {
  identity: {
    fields: [
      ...(["id", "kind", "status", "rawStatus", "userName", "displayName", "emails", "employeeId"] as const),
      ...(["employmentType", "department", "title", "managerId", "orgUnit", "attributes", "owners"] as const),
      ...(["createdAt", "expiresAt", "neverExpires", "kindEvidence"] as const),
    ],
    some: { used: { only: `${ad}, or where the server notes when anybody last signed in`, fields: ["lastLoginAt"] } },
    values: {
      status: {
        ...{ active: true, disabled: true, locked: true, unknown: true },
        staged: "from OpenLDAP (`pwdStartTime`)",
        deleted: `${ad}, where the reader may list deleted users`,
      },
      kind: { human: true, service: true, system: ad },
      // Other ends are obeyed by the server itself, and show as disabled.
      expiresAt: {
        ahead: true,
        past: "from OpenLDAP and 389 Directory Server (`shadowExpire`, `krbPrincipalExpiration`)",
      },
    },
  },
  group: { fields: ["id", "name", "kind", "membershipType", "rule", "owners", "grantsPrivileged"] },
  membership: {
    fields: ["id", "group", "member", "memberType", "source"],
    values: { source: { unknown: true, rule: true } },
  },
  entitlement: {
    ...{ only: granting, fields: ["id", "app", "kind", "name", "privileged"] },
    values: { kind: { group: true } },
  },
  grant: {
    ...{ only: granting, fields: ["id", "principal", "principalType", "entitlement", "effect", "direct", "source"] },
    values: { principalType: { group: true } },
  },
  credential: {
    only: ad,
    fields: ["id", "principal", "type", "status", "rawStatus", "rotatedAt", "expiresAt", "neverExpires"],
    values: {
      principal: { identity: true },
      type: { password: true, managed: true },
      status: { active: true, disabled: true, expired: true, unknown: true },
      expiresAt: { ahead: true },
    },
  },
} as const satisfies FieldReads;
