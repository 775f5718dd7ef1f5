import type { RecordKind } from "../../model/record-id.ts";

/** What of an organisation is read by itself, with the right that GitHub asks for it and the kinds that hang on it. */
interface Part {
  /** How people call it, in the plural. */
  readonly what: string;
  readonly right: string;
  /** What is not seen without it. */
  readonly without: string;
  readonly kinds: readonly RecordKind[];
}

/**
 * Every part by its name in the config, in the order of reading. Rights are those of a GitHub App or fine-grained token;
 * the scope of a classic token stands in brackets.
 */
export const parts = {
  organization: {
    what: "settings of the organisation",
    right: "organisation permission Administration: read (admin:org of an owner)",
    without: "the base permission that every member has on every repository",
    kinds: ["entitlement", "grant"],
  },
  members: {
    what: "members and owners",
    right: "organisation permission Members: read (read:org of a member)",
    without: "who is in the organisation",
    kinds: ["account", "grant"],
  },
  profiles: {
    what: "profiles of the members",
    right: "organisation permission Members: read (read:org of an owner)",
    without: "names, two-factor state, addresses in verified domains, and the totals that lists are compared with",
    kinds: ["account"],
  },
  users: {
    what: "single users",
    right: "none beyond those for members; read on GitHub Enterprise Server, or on request",
    without: "who is suspended",
    kinds: ["account"],
  },
  "outside-collaborators": {
    what: "outside collaborators",
    right: "organisation permission Members: read (admin:org of an owner)",
    without: "accounts that have access and are no members",
    kinds: ["account"],
  },
  invitations: {
    what: "invitations",
    right: "organisation permission Members: read (admin:org of an owner)",
    without: "who can still accept an invitation",
    kinds: ["account", "grant", "membership"],
  },
  teams: {
    what: "teams and their members",
    right: "organisation permission Members: read (read:org of an owner; a member misses secret teams)",
    without: "teams, who is in them, and what they may do in repositories",
    kinds: ["group", "membership", "entitlement", "grant"],
  },
  repositories: {
    what: "repositories and their collaborators",
    right: "repository permission Metadata: read and Administration: read, on all repositories (repo of an owner)",
    without: "direct access to repositories",
    kinds: ["entitlement", "grant"],
  },
  "deploy-keys": {
    what: "deploy keys",
    right: "repository permission Administration: read, on all repositories (repo of an owner)",
    without: "keys that read or write repositories without a user",
    kinds: ["credential", "entitlement", "grant"],
  },
  roles: {
    what: "organisation roles",
    right: "organisation permissions Custom organization roles: read and Members: read (admin:org of an owner)",
    without: "roles such as security manager, and who holds them",
    kinds: ["entitlement", "grant"],
  },
  installations: {
    what: "installed GitHub Apps",
    right: "organisation permission Administration: read (admin:read of an owner)",
    without: "machines that act as GitHub Apps, and their permissions",
    kinds: ["account", "entitlement", "grant"],
  },
  tokens: {
    what: "fine-grained personal access tokens",
    right: "organisation permission Personal access tokens: read; GitHub shows them to GitHub Apps alone",
    without: "fine-grained tokens of members",
    kinds: ["credential"],
  },
  saml: {
    what: "identities of the identity provider",
    right:
      "organisation permission Members: read and Administration: read (admin:org of an owner; read:enterprise with `enterprise`)",
    without: "the identity provider's names, addresses and numbers of people, by which accounts are linked",
    kinds: ["account"],
  },
  scim: {
    what: "users as the identity provider provisioned them",
    right: "the same (scim:enterprise of an enterprise owner with `enterprise`)",
    without: "the provider's own ids, and which managed users are suspended",
    kinds: ["account"],
  },
} satisfies Record<string, Part>;

export type PartName = keyof typeof parts;

/** Parts that can be left out. */
export const optionalParts = [
  "profiles",
  "outside-collaborators",
  "invitations",
  "teams",
  "repositories",
  "deploy-keys",
  "roles",
  "installations",
  "tokens",
  "saml",
  "scim",
] as const satisfies readonly PartName[];
