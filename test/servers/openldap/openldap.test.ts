import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startCutter } from "../../collect/ldap/fake-directory.ts";
import { runToEnd } from "../ldap/processes.ts";
import { type Project, project } from "../ldap/project.ts";
import { leaksIn } from "../leaks.ts";
import { asOf, config } from "./config.ts";
import { backupDn, deployDn, edges, groupId, hr, identityId, personDns, serviceDns, statusOf } from "./expected.ts";
import { groupSeed, hostileName, oddDn, personDn, planted, secrets, suffix, uuidOf } from "./seed.ts";
import { type OpenLdap, startOpenLdap } from "./start.ts";

let server: OpenLdap;
let good: Project;

beforeAll(async () => {
  server = await startOpenLdap();
  good = opened(config(server.ldaps, { hr: true, more: ["keep: [jpegPhoto]"] }), {
    "exports/hr.csv": hr,
    "access/apps/dir.yaml": "owner: person:u0002\npeople: [hr]\nlifecycle: {channel: manual, sla: PT24H}\n",
  });
  const { code, stderr } = await good.run("collect", "--as-of", asOf);
  expect(stderr).not.toMatch(/error/u);
  expect(code).toBe(0);
});
afterAll(async () => {
  good?.remove();
  await server?.stop();
});

function opened(yaml: string, files: Readonly<Record<string, string>> = {}, password = "reader-password"): Project {
  return project(join(server.folder, "ca.pem"), { "entitlint.yaml": yaml, ...files }, { LDAP_PASSWORD: password });
}

function used(yaml: string, password?: string): Project {
  const made = opened(yaml, {}, password);
  onTestFinished(made.remove);
  return made;
}

/** Over a standing good snapshot: what a reading as somebody else gives. */
async function readAs(user: string): Promise<{ made: Project; code: number; stderr: string }> {
  const made = used(config(server.ldaps));
  await made.run("collect", "--as-of", asOf);
  made.write({ "entitlint.yaml": config(server.ldaps, { user }).replace("LDAP_PASSWORD", "OTHER_PASSWORD") });
  const ran = await made.runWith({ OTHER_PASSWORD: `${user}-password` }, "collect", "--as-of", "2026-11-22T10:00:00Z");
  return { made, ...ran };
}

describe("a whole directory", () => {
  test("every person and service account is there, as the seed has them", () => {
    const identities = new Map(good.records("dir", "identity").map((record) => [record.id, record]));
    expect([...identities.keys()].toSorted()).toEqual([...personDns, ...serviceDns].map(identityId).toSorted());
    for (const dn of personDns)
      expect(identities.get(identityId(dn))).toMatchObject({ kind: "human", status: statusOf(dn) });
    for (const dn of serviceDns)
      expect(identities.get(identityId(dn))).toMatchObject({ kind: "service", status: "active" });
    expect(identities.get(identityId(personDn(9)))).toMatchObject({
      userName: "u0009",
      employeeId: "E0009",
      emails: [{ primary: true, value: "u0009@example.test" }],
      managerId: identityId(personDn(4)),
    });
    expect(identities.get(identityId(oddDn))).toMatchObject({ displayName: "Łukasz Żółć, Jr.+x", userName: "lukasz" });
    expect(identities.get(identityId(deployDn))?.owners).toEqual([identityId(personDn(1))]);
    expect(identities.get(identityId(backupDn))?.owners).toEqual([]);
  });

  test("ends of accounts are read as days since 1970, and -1 as never", () => {
    const byId = new Map(good.records("dir", "identity").map((record) => [record.id, record]));
    for (const number of planted.expired)
      expect(byId.get(identityId(personDn(number)))?.expiresAt).toBe("1970-01-02T00:00:00Z");
    expect(byId.get(identityId(personDn(planted.neverExpires)))?.neverExpires).toBe(true);
    // 40,000 days after 1970, by the calendar.
    expect(byId.get(identityId(personDn(planted.endsLater)))?.expiresAt).toBe("2079-07-08T00:00:00Z");
  });

  test("members are the seed's: nested, cyclic, spelled otherwise, unique, by login and by primary group", () => {
    const found = good.records("dir", "membership").map(({ group, member }) => `${group} ${member}`);
    expect(found.toSorted()).toEqual(edges);
    expect(
      good
        .records("dir", "group")
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(groupSeed.map(({ name }) => name).toSorted());
  });

  test("members that nobody is are told, and take nothing away", () => {
    const warnings = good.warnings("dir", "membership").join("\n");
    expect(warnings).toContain("uid=ghost");
    expect(warnings).toContain("nobody in cn=even");
    expect(good.standing("dir").completeness).toEqual({
      ...{ identity: "full", group: "full", membership: "full", entitlement: "full", grant: "full" },
    });
  });

  test("a group that is access becomes an entitlement which it holds", () => {
    expect(good.records("dir", "entitlement").map(({ name }) => name)).toEqual(["admins"]);
    expect(good.records("dir", "grant").map(({ principal }) => principal)).toEqual([groupId("admins")]);
  });

  test("what people call themselves is kept as it is, and bytes that are no text are named unknown", () => {
    const byId = new Map(good.records("dir", "identity").map((record) => [record.id, record]));
    expect(byId.get(identityId(personDn(planted.hostile)))?.displayName).toBe(hostileName);
    expect(byId.get(identityId(personDn(planted.photo)))?.unknown).toEqual(["attributes"]);
  });

  test("no secret of the directory is in anything that is written or printed", async () => {
    const env = { LDAP_PASSWORD: "reader-password" };
    expect(await leaksIn(good.folder, [...secrets, "reader-password"], env)).toEqual([]);
  });

  test("a check finds what was planted", async () => {
    const { stdout } = await good.run("check", "--as-of", asOf, "--format", "json");
    const report: { findings: { rule: string; subject: string; object: string }[] } = JSON.parse(stdout);
    const found = (rule: string) =>
      [...new Set(report.findings.filter((finding) => finding.rule === rule).map(({ subject }) => subject))].toSorted();
    const leaver = uuidOf(personDn(planted.leaver));
    const ofLeaver = report.findings.filter(({ subject }) => subject === "identity:hr/main/E0007");
    expect(ofLeaver.map(({ rule, object }) => `${rule} ${object}`).toSorted()).toEqual([
      `grant-no-active-record grant:dir/main/${uuidOf(`cn=admins,ou=groups,${suffix}`)}`,
      `leaver-hr-directory-lag identity:dir/main/${leaver}`,
    ]);
    const cyclic = report.findings.filter(({ rule }) => rule === "snapshot-integrity").map(({ object }) => object);
    expect(cyclic.toSorted()).toEqual([groupId("left"), groupId("right")]);
    expect(found("nhi-no-owner")).toEqual(
      serviceDns
        .filter((dn) => dn !== deployDn)
        .map(identityId)
        .toSorted(),
    );
    expect(found("expired-still-active")).toHaveLength(planted.expired.length);
  });
});

describe("the ways in", () => {
  test.each([
    ["StartTLS", () => config(server.ldap, { more: ["startTls: true", "keep: [jpegPhoto]"] })],
    ["pages of seven", () => config(server.ldaps, { more: ["pageSize: 7", "keep: [jpegPhoto]"] })],
    ["a flavour that is named", () => config(server.ldaps, { more: ["flavour: openldap", "keep: [jpegPhoto]"] })],
  ])("%s gives the same records", async (_name, yaml) => {
    const made = used(yaml());
    const { code } = await made.run("collect", "--as-of", asOf);
    expect(code).toBe(0);
    for (const kind of ["identity", "group", "membership"])
      expect(made.records("dir", kind)).toEqual(good.records("dir", kind));
  });

  test.each([
    ["a plain connection", () => config(server.ldap), 3, /send the password in the clear/u],
    [
      "an authority nobody named",
      () => config(server.ldaps).replace("    ca: ca.pem\n", ""),
      2,
      /identity cannot be verified/u,
    ],
    [
      "an authority nobody named, by StartTLS",
      () => config(server.ldap, { more: ["startTls: true"] }).replace("    ca: ca.pem\n", ""),
      2,
      /identity cannot be verified/u,
    ],
    ["a certificate of another host", () => config(server.misnamed), 2, /ALTNAME/u],
    [
      "a base that is not there",
      () => config(server.ldaps, { more: ['base: "dc=elsewhere,dc=test"'] }),
      2,
      /noSuchObject/u,
    ],
    [
      "a filter that is not closed",
      () => config(server.ldaps, { more: ["people: {filter: '(&(uid=a)'}"] }),
      3,
      /each of which is closed/u,
    ],
    [
      "a filter that is none",
      () => config(server.ldaps, { more: ["people: {filter: '(uid)'}"] }),
      2,
      /people\.filter/u,
    ],
    ["a name that nobody has", () => config(server.ldaps, { user: "nobody" }), 2, /refuses the name or the password/u],
  ])("%s is refused", async (_name, yaml, exit, message) => {
    const made = used(yaml());
    const { code, stderr } = await made.run("collect");
    expect(stderr).toMatch(message);
    expect(code).toBe(exit);
    expect(made.records("dir", "identity")).toEqual([]);
  });

  test.each([
    ["wrong", /refuses the name or the password/u],
    ["", /secret env:LDAP_PASSWORD/u],
  ])("the password %j is refused", async (password, message) => {
    const made = used(config(server.ldaps), password);
    const { code, stderr } = await made.run("collect");
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });
});

describe("rights that are missing", () => {
  test.each([
    ["capped", "identity", /size limit/u],
    ["blind", "identity", /may not see pwdAccountLockedTime/u],
    ["half", "membership", /cannot be empty shows no member/u],
    ["nogroups", "group", /no group was found/u],
  ])("as %s the kind %s is not whole, and nothing shrinks", async (user, kind, warning) => {
    const { made, code, stderr } = await readAs(user);
    expect(stderr).toMatch(warning);
    expect(code).toBe(2);
    const { completeness, kept } = made.standing("dir");
    expect(completeness[kind]).toBe("partial");
    expect(kept).toEqual(good.standing("dir").kept);
  });

  test("where locks are hidden no status is known", async () => {
    const made = used(config(server.ldaps, { user: "blind" }), "blind-password");
    await made.run("collect");
    expect(new Set(made.records("dir", "identity").map(({ status }) => status))).toEqual(new Set(["unknown"]));
  });
});

test("a connection that is cut among the pages ends the reading, and nothing shrinks", async () => {
  const made = used(config(server.ldaps));
  await made.run("collect", "--as-of", asOf);
  const before = made.standing("dir");
  const logged: string[] = [];
  const cutter = await startCutter(server.securePort, 200_000, (what) => logged.push(what));
  made.write({ "entitlint.yaml": config(`ldaps://127.0.0.1:${cutter.port}`) });
  const { code, stderr } = await made.run("collect", "--as-of", "2026-11-22T10:00:00Z");
  await cutter.stop();
  expect(logged).not.toEqual([]);
  expect(stderr).toMatch(/connection broke off/u);
  expect(code).toBe(2);
  expect(made.standing("dir")).toEqual({ ...before, failed: true });
});

describe("a directory that changes", () => {
  test("who is renamed keeps the id and the groups; who is deleted is gone", async () => {
    const made = used(config(server.ldaps));
    await made.run("collect", "--as-of", asOf);
    const before = made.records("dir", "membership").filter(({ member }) => member === identityId(personDn(50)));
    ldapmodify(
      `dn: ${personDn(50)}\nchangetype: modrdn\nnewrdn: uid=renamed\ndeleteoldrdn: 1\n\ndn: ${personDn(51)}\nchangetype: delete\n`,
    );
    const { code } = await made.run("collect", "--as-of", "2026-11-22T10:00:00Z");
    expect(code).toBe(0);
    const identities = made.records("dir", "identity");
    expect(identities.find(({ id }) => id === identityId(personDn(50)))?.userName).toBe("renamed");
    expect(identities.some(({ id }) => id === identityId(personDn(51)))).toBe(false);
    expect(made.records("dir", "membership").filter(({ member }) => member === identityId(personDn(50)))).toEqual(
      before,
    );
    expect(readFileSync(join(made.folder, "snapshots/manifest.json"), "utf8")).not.toContain(uuidOf(personDn(51)));
  });
});

function ldapmodify(changes: string): void {
  runToEnd("ldapmodify", ["-x", "-H", server.ldap, "-D", `cn=root,${suffix}`, "-w", server.rootPassword], {
    input: changes,
  });
}
