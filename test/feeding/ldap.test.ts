import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { guidText } from "../../src/collect/ldap/windows-ids.ts";
import {
  type Asked,
  certificates,
  type Fake,
  type FakeEntry,
  type Said,
  startFake,
} from "../collect/ldap/fake-directory.ts";
import { paged, partOf } from "../collect/ldap/small-directory.ts";
import { about, account, identity, type Named, planted, whole } from "./cases.ts";
import { type Company, companyAt, type Turn } from "./company.ts";
import { domain, returningService, rootOfDomain } from "./domain-entries.ts";
import { holdCells } from "./hold-cells.ts";
import { directoryTree, dnOf, hrTree, suffix, type Tree, uuidOf } from "./ldap-entries.ts";
import { planFile, planSource } from "./plan.ts";

const root: FakeEntry = { dn: "", values: { objectClass: ["top", "OpenLDAProotDSE"], namingContexts: [suffix] } };

/** OpenLDAP, as far as its searches go. */
function answer(asked: Asked, { people, services, groups }: Tree, top = root): Said {
  const lists = { root: [top], services, people, groups, lock: people.slice(0, 1), else: [] };
  return paged(lists[partOf(asked)], asked);
}

/** 389 Directory Server, which names ids, ends and itself otherwise. */
const rootOfDs: FakeEntry = { dn: "", values: { vendorName: ["389 Project"], namingContexts: [suffix] } };
const inDs = (name: string, number: string, end: string): FakeEntry => ({
  dn: dnOf(name),
  values: {
    ...{
      objectClass: ["inetOrgPerson"],
      cn: [name],
      uid: [name],
      nsUniqueId: [uuidOf(name)],
      employeeNumber: [number],
    },
    krbPrincipalExpiration: [end],
  },
});
const ds: Tree = {
  people: [
    inDs("ana", "E10", "20270531000000Z"),
    inDs("ivy", "E13", "20261031000000Z"),
    inDs("jeb", "E139", "20270531000000Z"),
    inDs("lev", "E138", "20270531000000Z"),
  ],
  ...{ services: [], groups: [] },
};

/** Active Directory likewise. */
function answerOfDomain(asked: Asked): Said {
  const { base, filter } = asked;
  if (base === "") return { entries: [rootOfDomain] };
  if (filter.includes("isDeleted")) return paged(domain.deleted, asked);
  if (filter.includes("servicePrincipalName")) return paged([...domain.services, returningService(turn)], asked);
  if (!filter.includes("objectCategory")) return paged([], asked);
  return paged(filter.includes("person") ? domain.people : domain.groups, asked);
}

/** A machine has the access that people have by a role. */
function withMachine(company: Company): Company {
  return { ...company, dirGrants: [...company.dirGrants, { id: "rola:access", user: "rola", role: "access" }] };
}

let turn: Turn = 1;
const servers: Fake[] = [];
beforeAll(async () => {
  servers.push(
    await startFake({ search: (asked) => answer(asked, hrTree(companyAt(turn))) }),
    await startFake({ search: (asked) => answer(asked, directoryTree(withMachine(companyAt(turn)))) }),
    await startFake({ search: answerOfDomain }),
    await startFake({ search: (asked) => answer(asked, ds, rootOfDs) }),
  );
});
afterAll(async () => {
  for (const server of servers) await server.stop();
});

function source(at: number, role: string, more: object): object {
  return { role, url: servers[at]?.url, ca: "ca.pem", user: "cn=reader", password: "env:PW", ...more };
}

/** What the unchanging ids are that the servers give. */
function native({ system, name }: Named): string {
  return system === "ad" ? (guidText(Buffer.from(name.padEnd(16, "-"))) ?? name) : uuidOf(name);
}

/** Machines of the domain that the registry names. */
const registered = (name: string): Named => ({ kind: "nhi", system: "ad", name });
const entryOf = (name: string, more: object) => ({
  ...{
    id: `nhi:${name}`,
    kind: "service",
    accounts: [`account:ad/main/${native({ kind: "account", system: "ad", name })}`],
  },
  ...more,
});
const proposed = { ownerProposed: { who: "person:ana", because: "managedBy" } };

const inDomain = { account: (name: string) => account(name, "ad"), identity: (name: string) => identity(name, "ad") };
const password = (name: string): Named => ({ kind: "credential", system: "ad", name });

holdCells({
  collector: "ldap",
  env: { PW: "of-no-use-0815" },
  native: (named) => (["app", "log"].includes(named.system) ? named.name : native(named)),
  sources: (now) => {
    turn = now;
    return {
      hr: source(0, "authoritative-identity", { groups: "none" }),
      dir: source(1, "directory", { accessGroups: [dnOf("access"), dnOf("ghosts")] }),
      ad: source(2, "directory", {}),
      ...{ ds: source(3, "directory", { groups: "none" }), plan: planSource },
    };
  },
  files: () => ({ ...planFile, "ca.pem": readFileSync(join(certificates, "ca.pem"), "utf8") }),
  apps: {
    dir: { entitlements: [{ match: "*/access", privileged: true }] },
    ad: { people: ["hr"], lifecycle: { channel: "connector", covers: { users: ["create", "update", "deactivate"] } } },
    // Of the third nothing but its people is read, and nobody is to do more there.
    ds: { people: ["hr", "plan"], flat: true },
  },
  registry: [
    entryOf("svc-web", { owner: "person:ana", purpose: "serves", expires: "2027-05-31" }),
    entryOf("svc-late", { owner: "person:ana", purpose: "served", expires: "2026-10-31" }),
    entryOf("svc-new", { ...proposed, decideBy: "2027-01-15" }),
    entryOf("svc-due", { ...proposed, decideBy: "2026-10-15" }),
    entryOf("svc-gift", { ...proposed, decideBy: "2027-01-15" }),
  ],
  roles: [
    {
      ...{ id: "gift-in-domain", members: [{ who: "nhi:svc-gift", from: "2026-12-01" }] },
      grants: ["entitlement:app/main/lent"],
    },
  ],
  // Of everybody it is told whether they were found among people or among services; of none that they are an agent.
  // Where nothing is noted of a login, there may have been one before logins were noted.
  without: ["pat", "zeta", "yota", "mint"],
  shared: ["ad", "app", "dir"],
  // When somebody left is not told, so that no key can be called older, and no approval later.
  undecided: [about("credential", "app", "of-desk"), about("event", "log", "e-gone")],
  revoked: [password("svc-idle")],
  cases: [
    ...planted("joiner-timing", account("ana", "ds"), { early: [account("jeb", "ds")] }),
    ...planted("leave-access-active", account("ana", "ds"), { "on-leave": [account("lev", "ds")] }),
    ...planted("leaver-hr-directory-lag", inDomain.identity("ana"), { inactive: [inDomain.identity("ben")] }),
    ...planted("grant-no-active-record", inDomain.account("ana"), { inactive: [inDomain.account("ben")] }),
    ...planted("expired-still-active", identity("ana", "ds"), { identity: [identity("ivy", "ds")] }),
    ...planted("expired-still-active", account("ana", "ds"), { account: [account("ivy", "ds")] }),
    ...planted("expired-still-active", registered("svc-web"), { registry: [registered("svc-late")] }),
    ...planted("nhi-no-owner", registered("svc-web"), {
      ...{ proposed: [registered("svc-new")], undecided: [registered("svc-due")] },
      given: [registered("svc-gift")],
    }),
    ...planted("reactivation-unapproved", inDomain.identity("ana"), { identity: [inDomain.identity("svc-back")] }),
    ...planted("reactivation-unapproved", password("svc-web"), { credential: [password("svc-back")] }),
    ...planted("nhi-no-expiry", password("svc-web"), { credential: [password("svc-sql")] }),
    ...planted("recert-revoke-not-executed", password("svc-web"), { credential: [password("svc-idle")] }),
    ...planted("group-orphaned-grant", about("group", "dir", "staff"), {
      ...{
        empty: [about("group", "dir", "ghosts")],
        ownerless: [about("group", "ad", "Domain Admins"), about("group", "dir", "access")],
      },
    }),
    ...planted("priv-admin-count", about("group", "dir", "staff"), {
      "out-of-range": [about("entitlement", "ad", "Domain Admins"), about("entitlement", "dir", "access")],
    }),
    ...planted("scim-gap-uncovered-object", whole("dir"), { uncovered: [whole("ad", "group")] }),
    ...planted("breakglass-too-few", whole("ad"), { "too-few": [whole("ds", "breakglass/main")] }),
    ...planted("breakglass-noncompliant", account("good", "dir"), { ends: [account("jeb", "ds")] }),
    ...planted("nhi-stale", inDomain.identity("svc-web"), { "never-used": [inDomain.identity("svc-idle")] }),
    ...planted("nhi-weak-credential", password("ana"), {
      password: ["sql", "web", "late", "new", "due", "gift", "idle", "back"].map((name) => password(`svc-${name}`)),
    }),
    ...planted("nhi-overprivileged", account("robo", "dir"), { privileged: [account("rola", "dir")] }),
    ...planted("group-policy-drift", account("gia", "dir"), { extra: [account("rola", "dir")] }),
  ],
});
