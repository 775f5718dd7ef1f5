import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyFolder, write } from "../../repository/make-repository.ts";
import { type Ran, runHere } from "../run-here.ts";

const config = `version: 1
sources:
  hr:
    collector: files
    role: authoritative-identity
    reads:
      - path: hr.json
        exportedAt: { from: value, value: "2026-11-22T07:00:00Z" }
        records:
          - { kind: identity, id: "{id}", fields: { kind: { value: human }, status: status, emails: [mail], userName: login } }
  crm:
    collector: files
    role: application
    reads:
      - path: crm.json
        exportedAt: { from: value, value: "2026-11-22T07:00:00Z" }
        records:
          - { kind: account, each: accounts.*, id: "{id}", fields: { status: { value: active }, userName: login } }
          - { kind: entitlement, each: roles.*, id: "{id}", fields: { kind: { value: role }, name: name } }
          - { kind: grant, each: accounts.*, id: "{id}/{role}", fields: { principal: { ref: account, id: "{id}" }, entitlement: { ref: entitlement, id: "{role}" } } }
`;
const hr = [
  { id: "1", status: "active", mail: "ana@example.com", login: "ana" },
  { id: "2", status: "active", mail: "li@example.com", login: "li" },
  { id: "3", status: "active", mail: "LI@example.com", login: "li2" },
];
const crm = {
  accounts: [{ id: "a1", login: "ana", role: "r1" }],
  roles: [
    { id: "r1", name: "admin" },
    { id: "r2", name: "user" },
  ],
};
const app = `owner: person:ana@example.com
people: [hr]
lifecycle: { channel: manual }
entitlements: [{ match: role/admin, privileged: true }]
`;

/** Lints an estate that has been collected, with these access files. */
async function lint(files: Readonly<Record<string, string>>, args: readonly string[] = []): Promise<Ran> {
  const folder = emptyFolder();
  write(folder, "entitlint.yaml", config);
  write(folder, "hr.json", JSON.stringify(hr));
  write(folder, "crm.json", JSON.stringify(crm));
  const collected = await runHere(folder, ["collect"]);
  expect(collected.code, collected.stderr).toBe(0);
  for (const [path, text] of Object.entries(files)) write(folder, `access/${path}`, text);
  if (args.includes("deleted")) rmSync(join(folder, "snapshots"), { recursive: true });
  return await runHere(folder, ["access", "lint", ...args.filter((arg) => arg !== "deleted")]);
}

const machine = (more: string) =>
  `kind: service\naccounts: ["account:crm/main/a1"]\nowner: person:ana@example.com\npurpose: x\nexpires: 2027-01-01\n${more}`;

describe("access lint", () => {
  test("finds everything by e-mail, number, user name and record id", async () => {
    for (const who of ["ANA@example.com", "1", "ana", "identity:hr/main/1"]) {
      expect(await lint({ "apps/crm.yaml": app.replace("ana@example.com", who) })).toEqual({
        code: 0,
        stdout: "No problems: 1 application, 1 reference.\n",
        stderr: "",
      });
    }
  });

  test("finds entitlements by name and by id", async () => {
    for (const role of ["admin", "r1"]) {
      const tools = `tools: ["entitlement:crm/role/${role}"]\n`;
      expect((await lint({ "apps/crm.yaml": app, "identities/ci.yaml": machine(tools) })).stderr).toBe("");
    }
  });

  test("a name of nobody is an error that shows what comes near", async () => {
    const { code, stdout, stderr } = await lint({ "apps/crm.yaml": app.replace("ana@", "anna@") });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toBe(
      "access/apps/crm.yaml:1:8: person:anna@example.com resolves to nothing [access/unresolved-reference] Did you mean ana@example.com?\n",
    );
  });

  test("a name of two people is an error that lists them", async () => {
    const { code, stderr } = await lint({ "apps/crm.yaml": app.replace("ana@", "li@") });
    expect(code).toBe(3);
    expect(stderr).toMatch(
      /:1:8: person:li@example.com resolves to 2: \S+hr\S+, \S+hr\S+ \[access\/ambiguous-reference\]/,
    );
  });

  test("a population that nothing reads, and a link to a privileged account without an end, are errors", async () => {
    const { code, stderr } = await lint({
      "apps/crm.yaml": app.replace("[hr]", "[hr, okta]"),
      "links.yaml": "- {account: account:crm/main/a1, person: person:ana@example.com}\n",
    });
    expect(code).toBe(3);
    expect(stderr.split("\n").filter((line) => line !== "")).toEqual([
      expect.stringMatching(/^access\/apps\/crm.yaml:2:14: .*"okta".*Known: crm, hr/),
      expect.stringMatching(/^access\/links.yaml:1:3: .*access\/link-without-end/),
    ]);
  });

  test("an account that is gone and a group of a system without groups are warnings", async () => {
    const { code, stdout, stderr } = await lint({
      "apps/crm.yaml": app.replace("person:ana@example.com", "group:crm/admins"),
      "links.yaml": "- {account: account:crm/main/a9, person: null}\n",
    });
    expect([code, stdout]).toEqual([0, expect.stringContaining("2 references; 2 warnings.")]);
    expect(stderr.split("\n").filter((line) => line !== "")).toEqual([
      expect.stringMatching(/^warning: access\/apps\/crm.yaml:1:8: group:crm\/admins cannot be looked up/),
      expect.stringMatching(/^warning: access\/links.yaml:1:13: account:crm\/main\/a9 is not in the snapshot/),
    ]);
  });

  test("without a snapshot it is incomplete: 2, and what to do", async () => {
    const files = { "apps/crm.yaml": app.replace("ana@", "nobody@") };
    expect(await lint(files, ["deleted"])).toEqual({
      code: 2,
      stdout:
        "No problems: 1 application, 1 reference; 1 reference was not looked up.\nNot checked without a snapshot: whether those who answer for something are still here.\n",
      stderr:
        "snapshots: there is no snapshot here, so 1 reference was not looked up [snapshot/none] Run `entitlint collect` first, or say --no-snapshot to check the files by themselves.\n",
    });
    const both = await lint({ "apps/crm.yaml": app.replace("[hr]", "[hr, okta]") }, ["deleted"]);
    expect([both.code, both.stdout]).toEqual([3, ""]);
    expect(both.stderr).toMatch(/snapshot\/none[\s\S]*"okta"/);
  });

  test("without a reference there is nothing to look up", async () => {
    expect(await lint({}, ["deleted"])).toMatchObject({ code: 0, stderr: "" });
  });

  test("--no-snapshot checks the files by themselves, says what it left out, and still finds what is wrong in them", async () => {
    const files = { "apps/crm.yaml": app.replace("ana@", "nobody@") };
    for (const args of [["--no-snapshot"], ["--no-snapshot", "deleted"]]) {
      expect(await lint(files, args)).toEqual({
        code: 0,
        stdout:
          "No problems: 1 application, 1 reference; 1 reference was not looked up.\nNot checked without a snapshot: whether those who answer for something are still here.\n",
        stderr: "",
      });
    }
    const { code, stderr } = await lint({ "apps/crm.yaml": app.replace("[hr]", "[hr, okta]") }, ["--no-snapshot"]);
    expect([code, stderr]).toEqual([3, expect.stringContaining('"okta"')]);
  });

  test("a snapshot that was asked for and is not there is an error", async () => {
    expect((await lint({ "apps/crm.yaml": app }, ["--snapshot", "elsewhere"])).code).toBeGreaterThan(0);
  });
});
