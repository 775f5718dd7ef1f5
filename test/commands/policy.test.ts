// @module-tag long
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everything, extent } from "../everything.ts";
import { sharedCache } from "../shared-cache.ts";
import { runHere } from "./run-here.ts";

const cwd = await mkdtemp(join(tmpdir(), "entitlint-policy-"));
const folder = join(cwd, "policies/subject/account_locked");
const rule = join(folder, "account_locked.rego");

beforeAll(async () => {
  await writeFile(join(cwd, "entitlint.yaml"), "version: 1\npolicies: [policies]\n");
  await mkdir(join(cwd, "policies"));
  await run("new", "account-locked", "--title", "Account is locked: twice");
}, 240_000);
afterAll(() => rm(cwd, { recursive: true, force: true }));

async function run(...args: string[]): Promise<{ code: number; said: string; complained: string }> {
  const { code, stdout, stderr } = await runHere(cwd, ["policy", ...args], { ENTITLINT_CACHE_DIR: sharedCache });
  return { code, said: stdout, complained: stderr };
}

/** Runs with the rule changed, and puts it back. */
async function changed(change: (text: string) => string, ...args: string[]) {
  const before = await readFile(rule, "utf8");
  await writeFile(rule, change(before));
  try {
    return await run(...args);
  } finally {
    await writeFile(rule, before);
  }
}

test(`a scaffolded rule of each scope passes everything as it stands (${extent})`, async () => {
  const made = await run("new", "kind-scoped", "--scope", "source");
  expect(made).toEqual({
    code: 0,
    complained: "",
    said: [
      "policies/source/kind_scoped/kind_scoped.rego",
      "policies/source/kind_scoped/kind_scoped_test.rego",
      "policies/source/kind_scoped/kind_scoped.yaml",
      "",
    ].join("\n"),
  });
  for (const scope of ["group", "entitlement", "app"]) {
    const { said } = await run("new", `sample-of-${scope}`, "--scope", scope);
    expect(said.split("\n")[0]).toBe(`policies/${scope}/sample_of_${scope}/sample_of_${scope}.rego`);
  }
  expect(await run("check", "--timeout", "120")).toEqual({
    code: 0,
    complained: "",
    said: "5 rules and 11 examples checked\n",
  });
  expect(await run("fmt")).toEqual({ code: 0, complained: "", said: "" });
  if (!everything) return;
  expect(await run("test", "--coverage")).toEqual({
    code: 0,
    complained: "",
    said: "11 tests passed, 0 failed, 0 skipped; 11 examples hold, 0 do not\n",
  });
}, 480_000);

test.each([
  [["new", "account-locked"], "there is a rule account-locked already [pack/rule-exists]"],
  [["new", "nhi-no-owner"], "there is a rule nhi-no-owner already [pack/rule-exists]"],
  [["new", "Bad_Name"], '"Bad_Name" is no name for a rule [pack/rule-name] Write it in kebab-case'],
  [["new", "Bad_Name"], "Did you mean `bad-name`?"],
  [["new", "accountIsLocked"], "Did you mean `account-is-locked`?"],
  [["new", "locked-test"], '"locked-test" is no name for a rule [pack/rule-name]'],
  [["new", "42"], "An example is account-locked."],
  [["new", "../escape"], '"../escape" is no name for a rule [pack/rule-name]'],
  [["new", "something", "--scope", "planet"], 'there are no documents of scope "planet" [usage/invalid]'],
  [["show", "nhi-no-ownr"], 'there is no rule "nhi-no-ownr" [pack/unknown-rule] Did you mean `nhi-no-owner`?'],
  [["show", "stale-access"], 'there is no rule "stale-access" [pack/unknown-rule] `entitlint policy show` lists all.'],
])("%j is refused", async (args, message) => {
  const { code, complained } = await run(...args);
  expect(code).toBe(3);
  expect(complained).toContain(message);
});

describe("test", () => {
  test("shows where a test failed, and the example that does not hold", async () => {
    const { code, said } = await changed((before) => before.replace('== "locked"', '== "suspended"'), "test");
    expect(code).toBe(1);
    expect(said).toMatch(
      /^policies\/subject\/account_locked\/account_locked_test\.rego:\d+: test_locked_account_violates failed$/m,
    );
    expect(said).toContain('account_locked.yaml:2: the example "An account is locked" does not hold');
    expect(said).toContain("10 tests passed, 1 failed, 0 skipped; 9 examples hold, 2 do not");
    expect(said).not.toContain("\\u{9}");
  });

  test.runIf(everything)("names lines that no test covers", async () => {
    const dead = '\nunknown contains finding if {\n\tinput.home == "nowhere"\n\tfinding := {"id": input.id}\n}\n';
    const { code, said } = await changed((before) => before + dead, "test", "--coverage");
    expect(code).toBe(1);
    expect(said).toMatch(/account_locked\.rego:\d+: no test covers/);
  });

  test.runIf(everything)("runs only what is asked for, and fails when that is nothing", async () => {
    const { code, said } = await run("test", "--run", "active_account");
    expect([code, said]).toEqual([0, "1 test passed, 0 failed, 0 skipped\n"]);
    const none = await run("test", "--run", "no_such_test");
    expect(none).toMatchObject({ code: 3, said: "" });
    expect(none.complained).toContain('no test has a name that matches "no_such_test" [pack/no-test]');
  });

  test.runIf(everything)(
    "stops a test that does not end",
    async () => {
      const endless =
        "count([1 | some a in numbers.range(1, 100000); some b in numbers.range(1, 100000); a != b]) >= 0";
      const head = "package acme.endless_test\n\nimport future.keywords.not\n";
      const file = join(folder, "endless_test.rego");
      await writeFile(file, `${head}\ntest_endless if ${endless}\n`);
      const { code, complained } = await run("test", "--timeout", "2");
      await rm(file);
      expect(code).toBe(3);
      expect(complained).toContain("[policy/timeout]");
    },
    240_000,
  );
});

describe("check", () => {
  test.runIf(everything)("names every gap in METADATA that the lint knows", async () => {
    const { code, complained } = await changed(
      (before) =>
        before.replace("[PR.AA-05]", "[NHI-02]").replace("Say in a whole sentence what to do.", "no sentence"),
      "check",
    );
    expect(code).toBe(3);
    expect(complained).toContain("account-locked: the control NHI-02 has no known form [pack/metadata]");
    expect(complained).toContain("account-locked: remediation has to be whole sentences [pack/metadata]");
  });

  test.runIf(everything)("refuses an example whose document is none", async () => {
    const file = join(folder, "account_locked.yaml");
    const before = await readFile(file, "utf8");
    await writeFile(file, before.replace("status: locked", "status: sleepy"));
    const { code, complained } = await run("check");
    await writeFile(file, before);
    expect(code).toBe(3);
    expect(complained).toContain(
      "account_locked.yaml:5:53: document, 1st of accounts, record.status: has to be one of active, invited,",
    );
  });
});

test("new tells of a bad name and a bad scope at once, and writes nothing", async () => {
  const { code, said, complained } = await run("new", "Bad_Name", "--scope", "subjct");
  expect([code, said]).toEqual([3, ""]);
  expect(complained.trimEnd().split("\n")).toEqual([
    expect.stringContaining("[pack/rule-name]"),
    expect.stringContaining(
      "[usage/invalid] Did you mean `subject`? Use one of: subject, source, channel, group, entitlement, app, waiver.",
    ),
  ]);
});

test("fmt names what is laid out otherwise, and lays it out when told to", async () => {
  const before = await readFile(rule, "utf8");
  await writeFile(rule, before.replace("\tsome account", "      some    account"));
  expect(await run("fmt")).toMatchObject({ code: 1, said: "policies/subject/account_locked/account_locked.rego\n" });
  expect(await run("fmt", "--write")).toMatchObject({ code: 0 });
  expect(await readFile(rule, "utf8")).toBe(before);
  expect(await run("fmt")).toMatchObject({ code: 0, said: "" });
});

describe("build", () => {
  test("writes a bundle of unaltered Rego, the same bytes each time", async () => {
    expect(await run("build", "--out", "one.tar.gz")).toMatchObject({ code: 0 });
    await run("build", "--out", "two.tar.gz");
    expect(await readFile(join(cwd, "one.tar.gz"))).toEqual(await readFile(join(cwd, "two.tar.gz")));
    const listed = execFileSync("tar", ["-tzf", "one.tar.gz"], { cwd, encoding: "utf8" }).trim().split("\n");
    const path = "policies/subject/account_locked/account_locked.rego";
    expect(listed).toContain(path);
    expect(listed.filter((name) => /_test\.rego|checks\//.test(name))).toEqual([]);
    const unpack = (name: string) => execFileSync("tar", ["-xzOf", "one.tar.gz", name], { cwd, encoding: "utf8" });
    expect(unpack(path)).toBe(await readFile(rule, "utf8"));
    expect(JSON.parse(unpack(".manifest"))).toMatchObject({ roots: ["entitlint"], rego_version: 1 });
  });

  test("writes WebAssembly", async () => {
    expect(await run("build", "--wasm", "--out", "policy.wasm")).toMatchObject({ code: 0 });
    expect((await readFile(join(cwd, "policy.wasm"))).subarray(0, 4)).toEqual(Buffer.from("\0asm"));
  });
});

describe("show", () => {
  test("lists shipped and own rules", async () => {
    const { said } = await run("show");
    expect(said).toMatch(/^account-locked +info +Account is locked: twice$/m);
    expect(said).toMatch(/^nhi-no-owner +high +Machine without an owner$/m);
  });

  test("shows parameters, needs and examples of one", async () => {
    const { said } = await run("show", "orphan-account");
    expect(said).toContain(
      '  minAge (duration, "PT24H"): How old an account must be before it has to belong to somebody.',
    );
    expect(said).toContain("  60 % of the accounts found whose they are");
    expect(said).toContain(
      "  app: the system that is judged: `account.status`, `account.kind` (human) of an application; ",
    );
    expect(said).toContain("  as the system that is judged\n    command   by the program\n");
    expect(said).toContain("    github    no: `identity`");
    expect(said).toContain("  violation: A usable account matches nobody");
    expect(said).toContain("  unknown: The status of the account is not known");
  });

  test("shows texts that are broken into lines whole, on one line each, with what a parameter may be", async () => {
    const { said } = await run("show", "priv-admin-count");
    expect(said).not.toContain("\\u{");
    expect(said).toContain(
      "name>`), application or kind of entitlement says so apart. Allowed: a map by entitlement, application or kind of entitlements; whole numbers; 0 or more.\n",
    );
    expect(said).toContain("kind of entitlements; whole numbers; 0 or more; at most max.\n");
  });
});
