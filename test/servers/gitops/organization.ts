import type { FakeState } from "../github/state.ts";

/** GitHub names of people, by the team that they are in. */
const teams = {
  platform: ["solveigm", "jberg-nh", "hannalie", "tariq-az", "mfriis", "rune-vik"],
  shop: [
    ...["camrud", "aholt", "yukisato", "emilstrand", "priyanair", "larseide", "chiaraconti", "weizh", "sofielund"],
    ...["kofimensah", "elinhaug", "dorlov"],
  ],
  payments: ["martakow", "olanygaard", "fatimanoor", "henrikaas", "jubecker", "baotran", "oskarlunde"],
} as const;
const numbers = new Map(
  ["peteraune", ...teams.platform, ...teams.shop, ...teams.payments].map((login, index) => [login, 2001 + index]),
);
const owners = ["peteraune", "solveigm"];
/** The second account of somebody, an agency's, and the build's. */
const [secondAccount, agency, build] = [2101, 2102, 2103];
const repositories = { storefront: 4001, payments: 4002, infrastructure: 4003, handbook: 4004 } as const;

/** The organisation of the example as it stood on the first day. */
export function organization(): FakeState {
  const numbersOf = (logins: readonly string[]) => logins.map((login) => numbers.get(login) ?? 0);
  const team = (slug: keyof typeof teams, id: number, roles: Readonly<Record<number, string>>) => {
    const members = numbersOf(teams[slug]).map((number, index) => [number, index === 0 ? "MAINTAINER" : "MEMBER"]);
    return { id, slug, members: Object.fromEntries(members), repositories: { ...roles } };
  };
  const { storefront, payments, infrastructure, handbook } = repositories;
  const of = { private: true, collaborators: {}, keys: [] };
  const key = { id: 6001, readOnly: false, addedBy: "oskarlunde", lastUsed: "2026-11-14T22:10:00Z" };
  return {
    ...{ id: 9100, login: "nordhavn", base: "read", hasSaml: false, showsTotals: true, selection: "all" },
    users: [
      ...[...numbers].map(([login, id]) => {
        const role = owners.includes(login) ? ("admin" as const) : ("member" as const);
        return { id, login, role, twoFactor: true };
      }),
      { id: secondAccount, login: "pixelfox", role: "member", twoFactor: true },
      { id: agency, login: "lou-at-kreativ", role: "outside" },
      { id: build, login: "nordhavn-ci", role: "member", twoFactor: false },
    ],
    teams: [
      team("platform", 3001, { [infrastructure]: "admin", [storefront]: "maintain", [payments]: "maintain" }),
      team("shop", 3002, { [storefront]: "write" }),
      team("payments", 3003, { [payments]: "write" }),
    ],
    repositories: [
      { ...of, id: storefront, name: "storefront", collaborators: { [agency]: "write", [build]: "write" } },
      { ...of, id: payments, name: "payments" },
      { ...of, id: infrastructure, name: "infrastructure", keys: [key] },
      { ...of, id: handbook, name: "handbook" },
    ],
    ...{ invitations: [], roles: [], tokens: [] },
    installations: [
      { id: 7001, appId: 5001, slug: "nordhavn-deploy", permissions: { contents: "write", metadata: "read" } },
      { id: 7002, appId: 5002, slug: "renovate", permissions: { contents: "write", pull_requests: "write" } },
    ],
  };
}

/** What happened there in the week after: who had left was taken out, and the deploy key was replaced by a readable one. */
export function aWeekLater(state: FakeState): void {
  const gone = new Set(["oskarlunde", "rune-vik"].map((login) => numbers.get(login) ?? 0));
  state.users = state.users.filter(({ id }) => !gone.has(id));
  for (const { members } of state.teams) for (const id of gone) delete members[id];
  const fresh = { created: "2026-11-17T09:12:00Z", lastUsed: "2026-11-22T22:10:00Z" };
  const infrastructure = state.repositories.find(({ id }) => id === repositories.infrastructure);
  if (infrastructure) infrastructure.keys = [{ id: 6002, readOnly: true, addedBy: "hannalie", ...fresh }];
}
