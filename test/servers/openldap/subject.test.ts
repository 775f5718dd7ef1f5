import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Looked, reasonsIn, SubjectProject, verdictsIn } from "../../collect/subject-project.ts";
import { runToEnd } from "../ldap/processes.ts";
import { identityId } from "./expected.ts";
import { people, personDn, suffix } from "./seed.ts";
import { type OpenLdap, startOpenLdap } from "./start.ts";

let server: OpenLdap;

beforeAll(async () => {
  server = await startOpenLdap();
});
afterAll(() => server?.stop());

const sourceOf = (user = "reader", more: object = {}) => ({
  dir: {
    ...{ collector: "ldap", role: "directory", url: server.ldaps, ca: "ca.pem", user: `cn=${user},${suffix}` },
    ...{ password: "env:LDAP_PASSWORD", ...more },
  },
});

function opened(more: object = {}): SubjectProject {
  const project = new SubjectProject(sourceOf("reader", more));
  project.write("ca.pem", readFileSync(join(server.folder, "ca.pem"), "utf8"));
  project.env = { LDAP_PASSWORD: "reader-password" };
  return project;
}

/** The same snapshot, looked at as somebody else. */
async function lookAs(project: SubjectProject, user: string, who: string): Promise<Looked> {
  project.configure(sourceOf(user));
  project.env = { LDAP_PASSWORD: `${user}-password` };
  return await project.lookAt(who);
}

function change(changes: string): void {
  runToEnd("ldapmodify", ["-x", "-H", server.ldap, "-D", `cn=root,${suffix}`, "-w", server.rootPassword], {
    input: changes,
  });
}

const group = (name: string) => `cn=${name},ou=groups,${suffix}`;

test("there, switched off, out of a group, deleted: each is told as the server has it", async () => {
  const project = opened();
  await project.collect();
  const before = await project.lookAt("u0005");
  expect(verdictsIn(before)).toEqual([
    "identity u0005: there",
    "membership everybody: there",
    "membership odd: there",
    "membership unique: there",
  ]);
  expect(before.code, before.stderr).toBe(0);
  change(
    `dn: ${personDn(5)}\nchangetype: modify\nadd: pwdAccountLockedTime\npwdAccountLockedTime: 000001010000Z\n\ndn: ${group("everybody")}\nchangetype: modify\ndelete: member\nmember: ${personDn(5)}\n\n`,
  );
  const off = await project.lookAt("u0005@example.test");
  expect(verdictsIn(off)).toEqual([
    "identity u0005: disabled",
    "membership everybody: gone",
    "membership odd: there",
    "membership unique: there",
  ]);
  expect(off.code).toBe(0);
  change(`dn: ${personDn(5)}\nchangetype: delete\n`);
  const deleted = await project.lookAt(identityId(personDn(5)));
  expect(verdictsIn(deleted)).toEqual([
    "identity u0005: gone",
    "membership everybody: gone",
    "membership odd: gone",
    "membership unique: gone",
  ]);
  expect(deleted.look.sources[0]?.records[0]?.now.seen).toMatch(
    /^it is not below "dc=example,dc=test"; identity:dir\/main\/\S+ is there$/u,
  );
  expect(deleted.code).toBe(0);
});

test("a group that the snapshot does not know is found, as is an account of the same address", async () => {
  const project = opened();
  await project.collect();
  change(
    `dn: ${group("late")}\nchangetype: add\nobjectClass: groupOfNames\ncn: late\nmember: ${personDn(6)}\n\ndn: uid=second,${people}\nchangetype: add\nobjectClass: inetOrgPerson\nuid: second\ncn: Second\nsn: Second\nmail: U0006@example.test\n`,
  );
  const { look, code } = await project.lookAt("u0006");
  const fresh = look.sources[0]?.records.filter(({ snapshot }) => snapshot === undefined) ?? [];
  expect(fresh.map(({ kind, name, foundBy }) => [kind, name, foundBy])).toEqual([
    ["identity", "second", "address u0006@example.test"],
    ["membership", "late", undefined],
  ]);
  expect(look.sources[0]?.searches).toEqual([
    { by: "login", value: "u0006", result: "none" },
    { by: "address", value: "u0006@example.test", result: "found" },
  ]);
  expect(code).toBe(0);
});

test("whom nobody knows is nobody, because the search finds others", async () => {
  const project = opened();
  await project.collect();
  const { look, code } = await project.lookAt("nobody.at.all@example.test");
  expect(look.sources[0]?.searches.map(({ result }) => result)).toEqual(["none", "none"]);
  expect(code).toBe(0);
});

test("whoever was moved out of the base, or fell out of its filter, is still there", async () => {
  const project = opened({ base: people, groups: "none", people: { filter: "(&(objectClass=person)(sn=Number*))" } });
  await project.collect();
  change(
    `dn: ${personDn(8)}\nchangetype: modrdn\nnewrdn: uid=u0008\ndeleteoldrdn: 0\nnewsuperior: ou=services,${suffix}\n`,
  );
  change(`dn: ${personDn(9)}\nchangetype: modify\nreplace: sn\nsn: Left\n`);
  for (const who of ["u0008", "u0009"])
    expect(verdictsIn(await project.lookAt(who)), who).toEqual([`identity ${who}: there`]);
});

test("a reader who may not see something cannot say that it is gone", async () => {
  const project = opened();
  await project.collect();
  const noGroups = await lookAs(project, "nogroups", "u0003");
  expect(verdictsIn(noGroups)).toEqual([
    "identity u0003: there",
    "membership everybody: cannot-say",
    "membership haunted: cannot-say",
    "membership odd: cannot-say",
  ]);
  expect(noGroups.code).toBe(2);
  const noMembers = await lookAs(project, "half", "u0003");
  expect(verdictsIn(noMembers)).toEqual([
    "identity u0003: there",
    "membership everybody: cannot-say",
    "membership haunted: cannot-say",
    "membership odd: there",
  ]);
  const noLocks = await lookAs(project, "blind", "u0003");
  expect(verdictsIn(noLocks)).toContain("identity u0003: cannot-say");
  expect(reasonsIn(noLocks).join()).toContain("whether it is switched off is not told");
  expect(noLocks.code).toBe(2);
});

test("with a wrong password nothing is said, and the password is not either", async () => {
  const project = opened();
  await project.collect();
  project.env = { LDAP_PASSWORD: "not-the-password" };
  const { look, code, stdout, stderr } = await project.lookAt("u0003");
  expect(look.counts).toEqual({ there: 0, disabled: 0, gone: 0, cannotSay: 4 });
  expect(reasonsIn({ look, code, stdout, stderr }).join()).toContain("refuses the name or the password");
  expect(stdout + stderr).not.toContain("not-the-password");
  expect(code).toBe(2);
});
