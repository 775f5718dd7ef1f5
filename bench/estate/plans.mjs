// @ts-check

const account = [
  "app",
  "createdAt",
  "disabledAt",
  "emails",
  "expiresAt",
  "externalId",
  "kind",
  "provenance",
  "rawStatus",
];
const grant = ["direct", "effect", "entitlement", "expiresAt", "grantedAt", "principal", "principalType", "source"];
const credential = ["createdAt", "expiresAt", "neverExpires", "principal", "status", "type"];
const identity = ["displayName", "emails", "employeeId", "immutableId", "kind", "rawStatus", "status"];

const application = {
  role: "application",
  zone: "UTC",
  kinds: {
    account: [...account, "status", "userName"],
    entitlement: ["app", "isDefault", "kind", "name", "privileged"],
    grant,
    credential,
  },
};

/**
 * The systems of a generated estate, and the fields that each of their kinds counts as read.
 * @satisfies {Readonly<Record<string, import("./snapshot-writer.mjs").SystemPlan>>}
 */
export const plans = {
  hr: {
    role: "authoritative-identity",
    zone: "Europe/Berlin",
    kinds: {
      identity: [
        ...identity,
        "department",
        "employmentType",
        "endDate",
        "managerId",
        "startDate",
        "statusChangedAt",
        "title",
      ].sort(),
    },
  },
  directory: {
    role: "directory",
    zone: "UTC",
    kinds: {
      identity: [...identity, "attributes", "createdAt", "expiresAt", "owners", "purpose", "userName"].sort(),
      group: ["kind", "membershipType", "name"],
      membership: ["expiresAt", "group", "member", "memberType", "source"],
    },
  },
  crm: application,
  code: application,
  ledger: application,
};
