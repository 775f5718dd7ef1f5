import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { SubjectProject, verdictsIn } from "../../collect/subject-project.ts";
import { runToEnd } from "../ldap/processes.ts";
import { type Line, type Project, project } from "../ldap/project.ts";
import { switchOff } from "../ldap/run-revoker.ts";
import { leaksIn } from "../leaks.ts";
import { corp, crowdNames, groups, password, secrets, users } from "./seed.ts";
import { type Samba, startSamba } from "./start.ts";

const asOf = "2026-11-22T09:00:00Z";
let server: Samba;
let good: Project;
let guids: ReadonlyMap<string, string>;

beforeAll(async () => {
  server = await startSamba();
  guids = server.guids();
  good = opened("ldaps://127.0.0.1", "reader@ad.example.test", password);
  const { code, stderr } = await good.run("collect", "--as-of", asOf);
  expect(stderr).not.toMatch(/error/u);
  expect(code, stderr).toBe(0);
});
afterAll(async () => {
  good?.remove();
  await server?.stop();
});

function opened(url: string, user: string, secret: string, more: readonly string[] = []): Project {
  const yaml = [
    ...[
      "version: 1",
      "sources:",
      "  ad:",
      "    collector: ldap",
      "    role: directory",
      `    url: ${url}`,
      "    ca: ca.pem",
    ],
    ...[`    user: '${user}'`, "    password: env:LDAP_PASSWORD", ...more.map((line) => `    ${line}`), ""],
  ].join("\n");
  return project(join(server.folder, "ca.pem"), { "entitlint.yaml": yaml }, { LDAP_PASSWORD: secret });
}

function used(...args: Parameters<typeof opened>): Project {
  const made = opened(...args);
  onTestFinished(made.remove);
  return made;
}

function guid(name: string): string {
  const known = guids.get(name);
  if (known === undefined) throw new Error(`the domain has no ${name}`);
  return known;
}

function identity(name: string): Line | undefined {
  return good.records("ad", "identity").find(({ id }) => id === `identity:ad/main/${guid(name)}`);
}

function members(group: string): unknown[] {
  const id = `group:ad/main/${guid(group)}`;
  return good
    .records("ad", "membership")
    .filter((record) => record.group === id)
    .map(({ member }) => member)
    .toSorted();
}

describe("a domain", () => {
  test.each(users.map((user) => [user.name, user] as const))("%s is read as the seed says", (name, user) => {
    const record = identity(name);
    expect(record).toMatchObject({ status: user.status, kind: user.kind ?? "human", userName: name });
    expect(record?.neverExpires).toBe(user.never);
    expect(record?.expiresAt).toBe(user.expiresAt);
    expect(record?.employeeId).toBe(user.more?.employeeID);
  });

  test("computers and contacts are no people; what Windows made is called system", () => {
    const names = good.records("ad", "identity").map(({ userName }) => userName);
    expect(names).not.toContain("ws01$");
    expect(names).not.toContain("DC1$");
    for (const name of ["Administrator", "Guest", "krbtgt"]) expect(identity(name)?.kind).toBe("system");
    // Besides the seed's: three that Windows makes, and the account that Samba makes for its name server.
    expect(names.toSorted()).toEqual(
      [
        ...users.map(({ name }) => name),
        ...crowdNames,
        "gm$",
        "sm$",
        "Administrator",
        "Guest",
        "krbtgt",
        "dns-dc1",
      ].toSorted(),
    );
  });

  test("managed service accounts are machines, with the owner that manages them", () => {
    expect(identity("gm$")).toMatchObject({ kind: "service", owners: [`identity:ad/main/${guid("bob")}`] });
    expect(identity("sm$")).toMatchObject({ kind: "service", owners: [] });
    expect(identity("svc-owned")?.owners).toEqual([`identity:ad/main/${guid("bob")}`]);
  });

  test("addresses: the main one once, older ones as aliases; names beside", () => {
    expect(identity("bob")).toMatchObject({
      emails: [
        { value: "bob@example.test", primary: true },
        { value: "robert@example.test", type: "alias" },
      ],
      managerId: `identity:ad/main/${guid("alice")}`,
    });
    expect(identity("alice")?.attributes).toMatchObject({ userPrincipalName: "alice@ad.example.test" });
  });

  test("members by range, nested, cyclic; the primary group, which no group names", () => {
    const of = (...names: string[]) => names.map((name) => `identity:ad/main/${guid(name)}`).toSorted();
    expect(members("Crowd")).toEqual(of(...crowdNames));
    expect(members("Team")).toEqual([`group:ad/main/${guid("Inner")}`, ...of("alice", "bob")].toSorted());
    expect(members("Inner")).toEqual([`group:ad/main/${guid("Team")}`, ...of("carol")].toSorted());
    expect(members("Domain Users")).toEqual(
      expect.arrayContaining(of(...users.map(({ name }) => name), ...crowdNames)),
    );
    expect(members("Domain Admins")).toEqual(of("Administrator", "carol"));
  });

  test("members that are not read are told by what they are", () => {
    const warnings = good.warnings("ad", "membership").join("\n");
    expect(warnings).toMatch(/computers, which are not read, such as CN=ws01/u);
    expect(warnings).toMatch(/contacts.*CN=Pat/u);
    expect(warnings).toMatch(/another domain or are built in.*S-1-5-11/u);
    expect(good.standing("ad").completeness.membership).toBe("full");
  });

  test("groups have kinds and owners, and those that rule the domain are entitlements", () => {
    const byName = new Map(good.records("ad", "group").map((group) => [group.name, group]));
    for (const name of Object.keys(groups))
      expect(byName.get(name)?.kind).toBe(name === "Mailing" ? "distribution" : "security");
    expect(byName.get("Team")?.owners).toEqual([`identity:ad/main/${guid("alice")}`]);
    const ruling = good.records("ad", "entitlement").map(({ name }) => name);
    expect(ruling).toEqual(
      expect.arrayContaining([
        "Administrators",
        "Domain Admins",
        "Schema Admins",
        "Enterprise Admins",
        "Backup Operators",
      ]),
    );
    expect(ruling).not.toContain("Team");
  });

  test("passwords: when they end, never what they are", () => {
    const byOwner = new Map(good.records("ad", "credential").map((record) => [record.principal, record]));
    const of = (name: string) => byOwner.get(`identity:ad/main/${guid(name)}`);
    expect(of("svc-sql")).toMatchObject({ type: "password", status: "active", neverExpires: true });
    expect(of("gm$")).toMatchObject({ type: "managed" });
    expect(of("alice")?.neverExpires).toBeUndefined();
    expect(of("alice")?.expiresAt).toMatch(/^20\d\d-/u);
    expect(of("ivan")?.status).toBe("expired");
    expect(of("carol")?.status).toBe("disabled");
  });

  test("no secret of the domain is in anything that is written or printed", async () => {
    expect(await leaksIn(good.folder, [...secrets, password], { LDAP_PASSWORD: password })).toEqual([]);
  });

  test("a check finds the machine without owner, the endless key and the ruler who is disabled", async () => {
    const { stdout } = await good.run("check", "--as-of", "2026-11-25T09:00:00Z", "--format", "json");
    const report: { findings: { rule: string; object: string; subject: string }[] } = JSON.parse(stdout);
    const found = (rule: string) =>
      report.findings.filter((finding) => finding.rule === rule).map(({ object }) => object);
    expect(found("nhi-no-owner").toSorted()).toEqual(
      ["svc-sql", "sm$", "dns-dc1"].map((name) => `identity:ad/main/${guid(name)}`).toSorted(),
    );
    expect(found("nhi-no-expiry")).toContain(`credential:ad/main/${guid("svc-sql")}`);
    const residual = report.findings.filter(
      ({ rule }) => rule === "leaver-grant-residual" || rule === "grant-no-active-record",
    );
    expect(residual.map(({ subject }) => subject)).toContain(`identity:ad/main/${guid("carol")}`);
  });
});

describe("the ways in", () => {
  test.each([
    ["StartTLS and the old form of the name", "ldap://127.0.0.1", "EXAMPLE\\reader", ["startTls: true"]],
    ["pages of fifty", "ldaps://127.0.0.1", "reader@ad.example.test", ["pageSize: 50"]],
  ])("%s gives the same records", async (_name, url, user, more) => {
    const made = used(url, user, password, more);
    expect((await made.run("collect", "--as-of", asOf)).code).toBe(0);
    for (const kind of ["identity", "group", "membership", "credential"])
      expect(made.records("ad", kind)).toEqual(good.records("ad", kind));
  });

  test.each([
    ["a wrong password", "alice@ad.example.test", "not-the-password", /password is wrong \(data 52e\)/u],
    ["a disabled account", "carol@ad.example.test", password, /disabled \(data 533\)/u],
    ["an expired account", "dave@ad.example.test", password, /account has expired \(data 701\)/u],
    ["a locked account", "heidi@ad.example.test", password, /locked out \(data 775\)/u],
    ["a password to be changed", "ivan@ad.example.test", password, /data (?:773|532)/u],
  ])("%s is refused, and says why", async (_name, user, secret, message) => {
    const made = used("ldaps://127.0.0.1", user, secret);
    const { code, stderr } = await made.run("collect");
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain(secret);
    expect(code).toBe(2);
  });

  test("who may list deleted objects sees the deleted, others are told", async () => {
    expect(good.warnings("ad", "identity").join()).toMatch(/no deleted user can be seen/u);
    const made = used("ldaps://127.0.0.1", "Administrator@ad.example.test", server.adminPassword);
    expect((await made.run("collect", "--as-of", asOf)).code).toBe(0);
    const deleted = made.records("ad", "identity").filter(({ status }) => status === "deleted");
    expect(deleted).toMatchObject([{ id: `identity:ad/main/${guid("goner")}`, userName: "goner" }]);
  });
});

test("the command that is printed switches one user off, and nobody else", async () => {
  const made = used("ldaps://127.0.0.1", "reader@ad.example.test", password);
  await made.run("collect", "--as-of", asOf);
  const statuses = () => made.records("ad", "identity").map(({ id, status }) => [id, status]);
  const before = statuses();
  const victim = made.records("ad", "identity").find(({ userName }) => userName === "grace");
  if (!victim) throw new Error("the seed has no grace");
  const admin = { admin: "Administrator@ad.example.test", password: server.adminPassword };
  switchOff(victim, { system: "ad", url: "ldaps://127.0.0.1", ...admin });
  await made.run("collect", "--as-of", "2026-11-22T10:00:00Z");
  expect(statuses()).toEqual(before.map(([id, status]) => [id, id === victim.id ? "disabled" : status]));
  const after = made.records("ad", "identity").find(({ id }) => id === victim.id);
  expect(after).toMatchObject({ rawStatus: "userAccountControl 66050", userName: "grace" });
});

describe("one subject, beside the snapshot", () => {
  function change(changes: string): void {
    const bind = ["-x", "-D", "Administrator@ad.example.test", "-w", server.adminPassword];
    const env = { ...process.env, LDAPTLS_REQCERT: "never" };
    runToEnd("ldapmodify", ["-H", "ldaps://127.0.0.1", ...bind], { input: changes, env });
  }

  function watched(): SubjectProject {
    const source = { collector: "ldap", role: "directory", url: "ldaps://127.0.0.1", ca: "ca.pem" };
    const made = new SubjectProject({
      ad: { ...source, user: "reader@ad.example.test", password: "env:LDAP_PASSWORD" },
    });
    made.write("ca.pem", readFileSync(join(server.folder, "ca.pem"), "utf8"));
    made.env = { LDAP_PASSWORD: password };
    return made;
  }

  test("there, disabled, moved, deleted: with the password and the groups, the primary one too", async () => {
    const made = watched();
    await made.collect();
    const before = await made.lookAt("bob");
    expect(verdictsIn(before)).toEqual([
      "credential password: there",
      "identity bob: there",
      "membership Domain Users: there",
      "membership Team: there",
    ]);
    expect(before.code, before.stderr).toBe(0);
    change(
      `dn: CN=bob,${corp}\nchangetype: modify\nreplace: userAccountControl\nuserAccountControl: 514\n\ndn: CN=Team,${corp}\nchangetype: modify\ndelete: member\nmember: CN=bob,${corp}\n\ndn: CN=bob,${corp}\nchangetype: modrdn\nnewrdn: CN=gone-bob\ndeleteoldrdn: 1\nnewsuperior: CN=Users,${corp.replace("OU=Corp,", "")}\n`,
    );
    expect(verdictsIn(await made.lookAt("bob@example.test"))).toEqual([
      "credential password: disabled",
      "identity bob: disabled",
      "membership Domain Users: there",
      "membership Team: gone",
    ]);
    change(`dn: CN=gone-bob,CN=Users,${corp.replace("OU=Corp,", "")}\nchangetype: delete\n`);
    const deleted = await made.lookAt(`identity:ad/main/${guid("bob")}`);
    expect(deleted.look.counts).toEqual({ there: 0, disabled: 0, gone: 4, cannotSay: 0 });
    expect(deleted.code).toBe(0);
  });

  test("with a wrong password nothing is said", async () => {
    const made = watched();
    await made.collect();
    made.env = { LDAP_PASSWORD: "not-the-password" };
    const { look, code } = await made.lookAt("alice");
    expect(look.counts).toMatchObject({ there: 0, gone: 0 });
    expect(code).toBe(2);
  });
});
