import { afterAll, beforeAll } from "vitest";
import { type Cluster, role, tableFor } from "../collect/postgres/cluster.ts";
import { listen } from "../collect/postgres/fake-server.ts";
import { about, account, planted, whole } from "./cases.ts";
import { accountsOfOneTenant, companyAt, type Row, type Turn } from "./company.ts";
import { holdCells } from "./hold-cells.ts";
import { endedAtHome } from "./rights.ts";

/** A role has nothing but its name to be known by: no number, no address. */
const without = ["lee", "nold"];
/** Nor does a privilege lie in a workspace. */
const beyond = ["app:workspace", "app:tool"];
const bootstrap = "10";
/** Whoever has two roles is known by an address in one of them. */
const nameOf = (id = "") => (id === "rex-b" ? "rex@example.com" : id);

/** The cluster of the company's application: every account and group is a role, every grant a privilege. */
function clusterAt(turn: Turn): Cluster {
  const { groups, grants, members } = companyAt(turn);
  const known = accountsOfOneTenant(turn).filter(({ id }) => !without.includes(id ?? ""));
  const names = [...known, ...groups].map(({ id = "" }) => id);
  const oids = new Map(names.map((name, index) => [name, 100 + index]));
  const oidOf = (name = "") => String(oids.get(name) ?? 0);
  const isNew = (row: Row, index: number, all: readonly Row[]) =>
    oids.has(row.account ?? "") && all.findIndex(({ account }) => account === row.account) === index;
  const right = { grantable: "f", builtin: "f", grantors: `{${bootstrap}}` };
  return {
    roles: [
      role(Number(bootstrap), "postgres", { superuser: "t" }),
      ...known.map(({ id = "", state }) => role(Number(oidOf(id)), nameOf(id), { login: state === "on" ? "t" : "f" })),
      ...groups.map(({ id = "" }) => role(Number(oidOf(id)), id, { login: "f" })),
    ],
    members: members.map(({ group, member }) => ({
      ...{ role: oidOf(group), member: oidOf(member), grantor: bootstrap, admin: "f", inherit: "t", set: "t" },
    })),
    databases: [{ oid: "5", name: "postgres", owner: bootstrap, connectable: "t", template: "f" }],
    databaseAcl: grants
      .filter(isNew)
      .map(({ account: holder }) => ({ object: "5", grantee: oidOf(holder), privilege: "CONNECT", ...right }))
      .concat(
        grants
          .filter(({ account: holder = "", role: name }) => name === "admin" && oids.has(holder))
          .map(({ account: holder }) => ({ object: "5", grantee: oidOf(holder), privilege: "CREATE", ...right })),
      )
      .concat({ object: "5", grantee: oidOf("husk"), privilege: "CONNECT", ...right }),
    schemas: [{ oid: "7", name: "sales", owner: bootstrap, system: "f" }],
    content: [
      {
        ...{ schema: "7", class: "tables", name: null, columns: "{price}", grantee: oidOf("ana"), privilege: "SELECT" },
        ...right,
      },
      {
        ...{ schema: "7", class: "tables", name: "orders", columns: null, grantee: oidOf("ana"), privilege: "SELECT" },
        ...right,
      },
    ],
  };
}

let turn: Turn = 1;
let server: Awaited<ReturnType<typeof listen>>;
beforeAll(async () => {
  server = await listen((query) => tableFor(query, clusterAt(turn)));
});
afterAll(() => server?.stop());

holdCells({
  collector: "postgres",
  shared: ["dir"],
  without: [...without, ...beyond],
  native: ({ kind, system, name }) =>
    kind === "entitlement" && system === "app" && name === "admin" ? "database:postgres:CREATE" : nameOf(name),
  sources: (now) => {
    turn = now;
    const logins = ["hal", "ida", "gus", "wil", "gill", endedAtHome];
    return {
      app: { role: "application", host: "127.0.0.1", port: server.port, tls: "disable", user: "reader", logins },
    };
  },
  cases: [
    // That somebody is gone, or that two could be meant, tells no more of what the account is.
    ...planted("identity-unclassified", account("ana"), { account: [account("duo"), account("eve")] }),
    // Without a number it is the name alone that was another's.
    ...planted("orphan-link-mismatch", account("ana"), { "recycled-name": [account("lia")] }),
    ...planted("scim-gap-uncovered-object", whole("dir"), {
      uncovered: [whole("app", "database"), whole("app", "namespace")],
    }),
  ],
  // A cluster does not tell who or what put a member into a role.
  undecided: [about("system", "app", "app")],
  // Nothing in a cluster tells people from machines.
  apps: {
    app: {
      kinds: [
        { match: "joe", kind: "human" },
        { match: "bot", kind: "service" },
        { match: "tom", kind: "break-glass" },
      ],
      entitlements: [{ match: "database/postgres CREATE", privileged: true }],
    },
  },
});
