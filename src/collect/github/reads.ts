import type { FieldReads } from "../reads.ts";
import type { PartName } from "./parts.ts";

function withPart(...names: PartName[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  return `with the part ${quoted.join(" or ")}`;
}

const withTokens = `${withPart("tokens")}, which GitHub shows to Apps alone`;

/** Of no other is it known, so that it does not count as read. */
const ofInvitations = `of invitations, ${withPart("invitations")}`;

/** The fields of what GitHub tells, by the parts that they come from. */
export const githubReads = {
  tenant: { fields: ["kind", "externalId", "name"] },
  group: { only: withPart("teams"), fields: ["name", "kind", "membershipType", "owners", "parentId"] },
  membership: {
    only: withPart("teams"),
    fields: ["group", "member", "memberType", "role", "source", "state"],
    some: { invited: { only: ofInvitations, fields: ["addedAt"] } },
    values: {
      source: { unknown: true, manual: "for teams that lie in another", invitation: withPart("invitations") },
    },
  },
  account: {
    fields: ["app", "status", "rawStatus", "kind", "userName"],
    some: {
      profiles: { only: withPart("profiles"), fields: ["displayName", "createdAt"] },
      mfa: { only: `${withPart("profiles")}, which shows it to owners`, fields: ["mfa"] },
      emails: { only: withPart("profiles", "saml"), fields: ["emails"] },
      provider: { only: withPart("saml"), fields: ["loginMethods", "attributes"] },
      employee: { only: `${withPart("saml")} and \`employeeAttribute\``, fields: ["employeeId"] },
      provisioned: { only: withPart("scim"), fields: ["externalId", "provenance"] },
    },
    values: {
      status: {
        active: true,
        invited: withPart("invitations"),
        suspended: withPart("installations"),
        disabled: `${withPart("scim")}, or with \`readUsers\``,
      },
      kind: {
        unknown: true,
        external: withPart("outside-collaborators"),
        service: withPart("installations"),
      },
      loginMethods: { saml: withPart("saml") },
      provenance: { scim: withPart("scim") },
    },
  },
  entitlement: {
    fields: ["app", "kind", "name", "privileged", "capability", "isDefault"],
    values: {
      kind: {
        ...{ org: true, repo: true, team: withPart("teams"), role: withPart("roles") },
        "api-scope": withPart("installations"),
      },
    },
  },
  grant: {
    fields: ["principal", "principalType", "entitlement", "effect", "direct", "source"],
    some: { invited: { only: ofInvitations, fields: ["grantedAt"] } },
  },
  credential: {
    fields: ["principal", "type", "status", "rawStatus", "neverExpires", "lastUsedAt"],
    some: {
      keys: { only: withPart("deploy-keys"), fields: ["createdBy", "createdAt"] },
      tokens: { only: withTokens, fields: ["expiresAt", "scopes"] },
    },
    values: {
      principal: { credential: withPart("deploy-keys"), account: withTokens },
      type: { "deploy-key": withPart("deploy-keys"), pat: withTokens },
      status: { active: true, disabled: withPart("deploy-keys"), expired: withTokens },
      // GitHub ends a token itself, and says so.
      expiresAt: { ahead: true },
    },
  },
} as const satisfies FieldReads;
