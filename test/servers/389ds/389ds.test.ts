import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { SubjectProject, verdictsIn } from "../../collect/subject-project.ts";
import { type Project, project } from "../ldap/project.ts";
import { switchOff } from "../ldap/run-revoker.ts";
import { leaksIn } from "../leaks.ts";
import { groups, groupsBase, locked, names, personDn, readerDn, readers, secret } from "./seed.ts";
import { type DirectoryServer, start389ds } from "./start.ts";

const asOf = "2026-11-22T09:00:00Z";
let server: DirectoryServer;
let good: Project;
let ids: ReadonlyMap<string, string>;

beforeAll(async () => {
  server = await start389ds();
  ids = server.ids();
  good = opened("reader", server.ldaps);
  const { code, stderr } = await good.run("collect", "--as-of", asOf);
  expect(stderr).not.toMatch(/error/u);
  expect(code).toBe(0);
});
afterAll(async () => {
  good?.remove();
  await server?.stop();
});

function opened(user: string, url: string, more: readonly string[] = [`serverName: ${server.serverName}`]): Project {
  const yaml = [
    ...[
      "version: 1",
      "sources:",
      "  ds:",
      "    collector: ldap",
      "    role: directory",
      `    url: ${url}`,
      "    ca: ca.pem",
    ],
    ...[`    user: ${readerDn(user)}`, "    password: env:LDAP_PASSWORD", ...more.map((line) => `    ${line}`), ""],
  ].join("\n");
  return project(server.ca, { "entitlint.yaml": yaml }, { LDAP_PASSWORD: `${user}-password` });
}

function used(...args: Parameters<typeof opened>): Project {
  const made = opened(...args);
  onTestFinished(made.remove);
  return made;
}

function id(kind: string, dn: string): string {
  const known = ids.get(dn.toLowerCase());
  if (known === undefined) throw new Error(`the server has no ${dn}`);
  return `${kind}:ds/main/${known.toLowerCase()}`;
}

test("every person is there, with the lock that the server keeps beside the entry", () => {
  const identities = new Map(good.records("ds", "identity").map((record) => [record.id, record]));
  expect([...identities.keys()].toSorted()).toEqual(
    [...names.map(personDn), ...readers.map(readerDn)].map((dn) => id("identity", dn)).toSorted(),
  );
  for (const name of names)
    expect(identities.get(id("identity", personDn(name)))).toMatchObject({
      userName: name,
      kind: "human",
      status: locked.includes(name) ? "disabled" : "active",
    });
});

test("members are the direct ones, whatever the server computes; a group may be empty here", () => {
  const expected = Object.entries(groups).flatMap(([name, members]) =>
    members
      .filter((dn) => !dn.startsWith("uid=ghost"))
      .map((dn) => `${id("group", `cn=${name},${groupsBase}`)} ${id(dn.startsWith("cn=") ? "group" : "identity", dn)}`),
  );
  expect(
    good
      .records("ds", "membership")
      .map(({ group, member }) => `${group} ${member}`)
      .toSorted(),
  ).toEqual(expected.toSorted());
  expect(good.warnings("ds", "membership").join()).toContain("uid=ghost");
  expect(good.standing("ds").completeness).toMatchObject({ identity: "full", group: "full", membership: "full" });
});

test("StartTLS and small pages give the same", async () => {
  const made = used("reader", server.ldap, [`serverName: ${server.serverName}`, "startTls: true", "pageSize: 11"]);
  expect((await made.run("collect", "--as-of", asOf)).code).toBe(0);
  for (const kind of ["identity", "group", "membership"])
    expect(made.records("ds", kind)).toEqual(good.records("ds", kind));
});

test("a certificate of another name is refused", async () => {
  const { code, stderr } = await used("reader", server.ldaps, []).run("collect");
  expect(stderr).toMatch(/ALTNAME/u);
  expect(code).toBe(2);
});

test("where a reader sees no lock, no status is known, and nobody is called active", async () => {
  const made = used("blind", server.ldaps);
  const { code, stderr } = await made.run("collect");
  expect(stderr).toMatch(/may not see nsAccountLock/u);
  expect(code).toBe(2);
  expect(made.standing("ds").completeness.identity).toBe("partial");
  expect(new Set(made.records("ds", "identity").map(({ status }) => status))).toEqual(new Set(["unknown"]));
});

test("the command that is printed switches one user off, and nobody else", async () => {
  const made = used("reader", server.ldaps);
  await made.run("collect", "--as-of", asOf);
  const statuses = () => made.records("ds", "identity").map(({ id: one, status }) => [one, status]);
  const before = statuses();
  const victim = made.records("ds", "identity").find(({ userName }) => userName === "u100");
  if (!victim) throw new Error("the seed has no u100");
  switchOff(victim, { system: "ds", url: server.ldap, ...server.manager });
  await made.run("collect", "--as-of", "2026-11-22T10:00:00Z");
  expect(statuses()).toEqual(before.map(([one, status]) => [one, one === victim.id ? "disabled" : status]));
});

test("no secret of the directory is in anything that is written or printed", async () => {
  expect(await leaksIn(good.folder, [secret], { LDAP_PASSWORD: "reader-password" })).toEqual([]);
});

test("one subject is told as the server has it now: there, locked, out of a group, deleted", async () => {
  const source = {
    collector: "ldap",
    role: "directory",
    url: server.ldaps,
    ca: "ca.pem",
    serverName: server.serverName,
  };
  const made = new SubjectProject({ ds: { ...source, user: readerDn("reader"), password: "env:LDAP_PASSWORD" } });
  made.write("ca.pem", readFileSync(server.ca, "utf8"));
  made.env = { LDAP_PASSWORD: "reader-password" };
  await made.collect();
  const before = await made.lookAt("u002");
  expect(verdictsIn(before)).toEqual(["identity u002: there", "membership all: there", "membership inner: there"]);
  expect(before.code, before.stderr).toBe(0);
  server.change(
    `dn: ${personDn("u002")}\nchangetype: modify\nadd: nsAccountLock\nnsAccountLock: true\n\ndn: cn=inner,${groupsBase}\nchangetype: modify\nreplace: member\n`,
  );
  expect(verdictsIn(await made.lookAt("U002@example.test"))).toEqual([
    "identity u002: disabled",
    "membership all: there",
    // The group may be empty here; that members are shown at all, the other one tells.
    "membership inner: gone",
  ]);
  server.change(`dn: ${personDn("u002")}\nchangetype: delete\n`);
  const deleted = await made.lookAt("u002");
  expect(deleted.look.counts).toEqual({ there: 0, disabled: 0, gone: 3, cannotSay: 0 });
  expect(deleted.code).toBe(0);
});
