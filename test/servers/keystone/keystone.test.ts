import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type HttpProject, httpProject } from "../http-project.ts";
import { leaksIn } from "../leaks.ts";
import { keystoneConfig } from "./config.ts";
import { assignments, groups, type Seeded, secrets, seedKeystone, users } from "./seed.ts";
import { type Keystone, startKeystone } from "./start.ts";

let server: Keystone;
let seeded: Seeded;
let good: HttpProject;

const idOf = (name: string) => seeded.ids.get(name) ?? `no ${name}`;
const hr = `login,status\n${users.flatMap((user) => (user.hr ? [`${user.name},${user.hr}\n`] : [])).join("")}`;
const files = (config: string) => ({
  "entitlint.yaml": config,
  "exports/hr.csv": hr,
  "access/apps/cloud.yaml": "owner: person:ana\npeople: [hr]\nlifecycle: {channel: manual, sla: PT24H}\n",
});
const env = { CLOUD_PASSWORD: secrets.auditor };

beforeAll(async () => {
  server = await startKeystone();
  seeded = await seedKeystone(server);
  good = httpProject(files(keystoneConfig(server.base)), env);
  const { code, stderr } = await good.run("collect");
  expect(code, stderr).toBe(0);
}, 400_000);
afterAll(async () => {
  good?.remove();
  await server?.stop();
});

describe("Keystone, of which the code knows nothing", () => {
  test("every user is an account, those that are switched off too", () => {
    const expected = [...users, { name: "admin", enabled: true }, { name: "auditor", enabled: true }].map(
      ({ name, enabled }) => ({
        ...{ id: `account:cloud/main/${idOf(`users/${name}`)}`, userName: name },
        status: enabled ? "active" : "disabled",
      }),
    );
    const found = good.records("cloud", "account").map(({ id, userName, status }) => ({ id, userName, status }));
    expect(byId(found)).toEqual(byId(expected));
  });

  test("groups and their members, of names that would lead elsewhere too", () => {
    const expected = Object.entries(groups).flatMap(([group, members]) =>
      members.map((member) => `${idOf(`groups/${group}`)} ${idOf(`users/${member}`)}`),
    );
    const found = good.records("cloud", "membership").map(({ group, member }) => `${lastOf(group)} ${lastOf(member)}`);
    expect(found.toSorted()).toEqual(expected.toSorted());
    expect(
      good
        .records("cloud", "group")
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(Object.keys(groups).toSorted());
  });

  test("roles in projects, of users, groups and those that are switched off", () => {
    const expected = [...assignments, ["admin", "admin", "admin"] as const].map(([who, role, project]) => {
      const principal = who.startsWith("@") ? idOf(`groups/${who.slice(1)}`) : idOf(`users/${who}`);
      return `${principal} ${idOf(`roles/${role}`)}@${idOf(`projects/${project}`)}`;
    });
    const found = good.records("cloud", "grant").map((one) => `${lastOf(one.principal)} ${lastOf(one.entitlement)}`);
    expect(found.toSorted()).toEqual(expected.toSorted());
  });

  test("all of it was read, and says so", () => {
    expect(good.standing("cloud").completeness).toEqual({
      ...{ account: "full", entitlement: "full", grant: "full", group: "full", membership: "full" },
    });
  });

  test("the leaver with an enabled account and the account of nobody are found, and no others", async () => {
    const { stdout, stderr } = await good.run("check", "--format", "json");
    const report: { findings: { rule: string; object: string; causes?: { rule: string }[] }[] } = JSON.parse(
      stdout || stderr,
    );
    // A grant's id begins with its holder's; what is behind a finding stands among its causes.
    const of = (rule: string) => {
      const found = report.findings.filter((one) => [one, ...(one.causes ?? [])].some((each) => each.rule === rule));
      return [...new Set(found.map(({ object }) => lastOf(object).split(":")[0]))].toSorted();
    };
    // Once for what the account holds itself, once for what it holds through its group.
    expect(of("leaver-account-enabled")).toEqual([idOf("users/gone"), idOf("groups/ops")].toSorted());
    const strangers = users.filter((user) => user.hr === undefined).map(({ name }) => name);
    expect(of("orphan-account")).toEqual(
      [...strangers, "admin", "auditor"].map((name) => idOf(`users/${name}`)).toSorted(),
    );
  });

  test("no secret that its auditor can read is stored or printed", async () => {
    expect(await leaksIn(good.folder, Object.values(secrets), env)).toEqual([]);
    expect(good.everything()).not.toContain("\u001b");
  });

  test("a second reading changes nothing", async () => {
    const before = good.everything();
    const { code, stderr } = await good.run("collect");
    expect(code, stderr).toBe(0);
    expect(stderr).toContain("nothing has changed");
    expect(before).not.toBe("");
  });
});

describe("its traps", () => {
  const used = (config: string, password = secrets.auditor) => {
    const made = httpProject(files(config), { CLOUD_PASSWORD: password });
    onTestFinished(made.remove);
    return made;
  };

  test.each([
    ["offset", "        paging: {by: offset, parameter: offset, size: {parameter: limit, value: 5}}\n"],
    ["page", "        paging: {by: page, parameter: page, size: {parameter: limit, value: 5}}\n"],
  ])(
    "it ignores limits and unknown parameters: paging by %s ends as partial, not as a list read twice",
    async (_name, paging) => {
      const made = used(keystoneConfig(server.base, { paging }));
      const { code, stderr } = await made.run("collect");
      expect(code).toBe(2);
      expect(stderr).toContain("only items that had come before");
      expect(made.standing("cloud").completeness).toMatchObject({ account: "partial", group: "full" });
      expect(made.records("cloud", "account")).toHaveLength(users.length + 2);
    },
  );

  test("who may not read the system is refused list by list, and earlier records stay", async () => {
    const made = used(keystoneConfig(server.base));
    await made.run("collect");
    const before = made.standing("cloud");
    const scope = `{project: {name: alpha, domain: {id: default}}}`;
    made.write({
      "entitlint.yaml": keystoneConfig(server.base, { user: "ana" }).replace("{system: {all: true}}", scope),
    });
    made.write({ "exports/hr.csv": hr });
    const asAna = used(
      keystoneConfig(server.base, { user: "ana" }).replace("{system: {all: true}}", scope),
      secrets.everybody,
    );
    const { code, stderr } = await asAna.run("collect");
    expect(code, stderr).toBe(2);
    expect(before.kept).toMatchObject({ account: users.length + 2 });
    expect(asAna.standing("cloud").kept.account ?? 0).toBe(0);
  });

  test.each([
    ["a user who is switched off", "shut", secrets.everybody],
    ["a wrong password", "auditor", "wrong-Password-1"],
  ])("%s: the source fails, and nothing is forgotten", async (_name, user, password) => {
    const made = used(keystoneConfig(server.base));
    await made.run("collect");
    const before = made.standing("cloud");
    const { folder } = made;
    const again = httpProject({}, { CLOUD_PASSWORD: password });
    onTestFinished(again.remove);
    made.write({ "entitlint.yaml": keystoneConfig(server.base, { user }) });
    const { runTool } = await import("../../faults/run-tool.ts");
    const { code, stderr } = await runTool(folder, ["collect"], { env: { CLOUD_PASSWORD: password } });
    expect(code).toBe(2);
    expect(stderr).toContain("[collect/denied]");
    expect(stderr).not.toContain(password);
    expect(made.standing("cloud")).toEqual({ ...before, failed: true });
  });
});

function byId<T extends { id: unknown }>(list: readonly T[]): T[] {
  return list.toSorted((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
}

function lastOf(id: unknown): string {
  return String(id).split("/").slice(2).join("/");
}
