/** What the fake knows of one organisation: plain data that tests change at will. */

export interface FakeUser {
  readonly id: number;
  login: string;
  name?: string;
  role: "admin" | "member" | "outside";
  type?: string;
  suspended?: boolean;
  /** Invited, and asked for by name. */
  pending?: boolean;
  twoFactor?: boolean;
  verifiedEmails?: string[];
  saml?: { nameId: string; employeeNumber?: string };
  scim?: { externalId: string; active: boolean };
}

export interface FakeTeam {
  readonly id: number;
  slug: string;
  parent?: number;
  /** Direct members: user number to role. */
  members: Record<number, "MEMBER" | "MAINTAINER">;
  /** Repository number to role. */
  repositories: Record<number, string>;
}

export interface FakeRepository {
  readonly id: number;
  name: string;
  archived?: boolean;
  private?: boolean;
  /** Direct collaborators: user number to role. */
  collaborators: Record<number, string>;
  keys: { id: number; readOnly: boolean; addedBy: string; enabled?: boolean; lastUsed?: string; created?: string }[];
}

export interface FakeState {
  id: number;
  login: string;
  /** The enterprise whose provider knows the people, instead of the organisation's own. */
  enterprise?: string;
  base: string | undefined;
  users: FakeUser[];
  teams: FakeTeam[];
  repositories: FakeRepository[];
  invitations: { id: number; login: string | null; email: string | null; role: string; teams: number[] }[];
  roles: { id: number; name: string; base: string | null; permissions: string[]; users: number[]; teams: number[] }[];
  installations: {
    id: number;
    appId: number;
    slug: string;
    permissions: Record<string, string>;
    suspended?: boolean;
  }[];
  tokens: {
    id: number;
    owner: number;
    permissions: Record<string, Record<string, string>>;
    expires: string | null;
    expired?: boolean;
    lastUsed?: string;
  }[];
  hasSaml: boolean;
  /** Whether private repositories are counted for this reader. */
  showsTotals: boolean;
  /** Whether the App was let into all repositories. */
  selection: "all" | "selected";
}

/** Free text in which careless people leave secrets; every description of the fake holds it. */
export const plantedSecret = "kept-in-a-description-hunter2-Xq7";

/** A small organisation with one of everything. */
export function smallState(): FakeState {
  return {
    ...{ id: 9001, login: "acme", base: "read", hasSaml: true, showsTotals: true, selection: "all" },
    users: [
      person(11, "ada-x", "Ada Lund", { role: "admin", twoFactor: true }),
      person(12, "ben-x", "Ben Oduya", { twoFactor: false }),
      // Has left, says HR; is still here.
      person(13, "cleo-x", "Cleo Marsh", { twoFactor: true }),
      // Belongs to nobody.
      { id: 14, login: "deploybot", role: "member" },
      { id: 15, login: "guest-y", role: "outside" },
    ],
    teams: [
      { id: 31, slug: "platform", members: { 11: "MAINTAINER" }, repositories: { 51: "admin" } },
      {
        id: 32,
        slug: "payments",
        parent: 31,
        members: { 12: "MEMBER", 13: "MEMBER" },
        repositories: { 51: "admin", 52: "release-manager" },
      },
    ],
    repositories: [
      {
        ...{ id: 51, name: "billing", private: true, collaborators: { 13: "admin", 15: "write" } },
        keys: [{ id: 71, readOnly: false, addedBy: "cleo-x", lastUsed: "2026-11-20T04:05:06Z" }],
      },
      {
        id: 52,
        name: "website",
        collaborators: {},
        keys: [{ id: 72, readOnly: true, addedBy: "gone-z", enabled: false }],
      },
      { id: 53, name: "old-shop", archived: true, private: true, collaborators: { 12: "maintain" }, keys: [] },
    ],
    invitations: [
      { id: 81, login: null, email: "mia@example.com", role: "admin", teams: [32] },
      { id: 82, login: "noor-q", email: null, role: "direct_member", teams: [] },
    ],
    roles: [
      { id: 91, name: "security_manager", base: "read", permissions: ["write_code_scanning"], users: [], teams: [31] },
      { id: 92, name: "all_repo_read", base: "read", permissions: [], users: [13], teams: [] },
    ],
    installations: [
      { id: 101, appId: 1001, slug: "ci-runner", permissions: { contents: "write", metadata: "read" } },
      { id: 102, appId: 1002, slug: "old-bot", permissions: { members: "read" }, suspended: true },
    ],
    tokens: [
      { id: 111, owner: 12, permissions: { repository: { contents: "read" } }, expires: null },
      { id: 112, owner: 13, permissions: { organization: { members: "write" } }, expires: "2027-03-01T00:00:00Z" },
    ],
  };
}

function person(id: number, login: string, name: string, more: Partial<FakeUser>): FakeUser {
  const nameId = `${name.split(" ")[0]?.toLowerCase()}@example.com`;
  return {
    ...{ id, login, name, role: "member", verifiedEmails: [nameId] },
    saml: { nameId, employeeNumber: `E${id}` },
    scim: { externalId: `idp-${id}`, active: true },
    ...more,
  };
}
