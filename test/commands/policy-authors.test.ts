// @module-tag long
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { everything } from "../everything.ts";
import { sharedCache } from "../shared-cache.ts";
import { runHere } from "./run-here.ts";

const cwd = await mkdtemp(join(tmpdir(), "entitlint-authors-"));
const folder = join(cwd, "policies/subject/account_locked");
const env = { ENTITLINT_CACHE_DIR: sharedCache };
const file = (suffix: string) => join(folder, `account_locked${suffix}`);

beforeAll(async () => {
  await writeFile(join(cwd, "entitlint.yaml"), "version: 1\npolicies: [policies]\n");
  await runHere(cwd, ["policy", "new", "account-locked"], env);
}, 240_000);
afterAll(() => rm(cwd, { recursive: true, force: true }));

const policy = (...args: string[]) => runHere(cwd, ["policy", ...args], env);

/** Something different in a file while it is tried, and as it was afterwards. */
async function changed<T>(path: string, change: (text: string) => string, trial: () => Promise<T>): Promise<T> {
  const before = await readFile(path, "utf8");
  await writeFile(path, change(before));
  return await trial().finally(() => writeFile(path, before));
}

test.runIf(everything)(
  "a change that no test notices is named, until somebody writes why it may be so",
  async () => {
    const whole = await policy("mutate");
    expect(whole).toMatchObject({ code: 0, stderr: "" });
    expect(whole.stdout).toMatch(
      /^1 rule, \d+ mutants: \d+ noticed, \d+ do not compile, 0 unnoticed with a reason, 0 without\n$/,
    );

    const odd = '\taccount.record.status != "never heard of"\n';
    await changed(
      file(".rego"),
      (text) => text.replace('\taccount.record.status == "locked"\n', (line) => line + odd),
      async () => {
        const { code, stdout } = await policy("mutate", "account-locked");
        expect(code).toBe(1);
        expect(stdout).toContain(
          'policies/subject/account_locked/account_locked.rego:33: no test notices this condition `account.record.status != "never heard of"` as `true`\n',
        );
        const because = "No system has an account of this status, so nothing could notice.";
        const entry = (line: string) => JSON.stringify({ line, becomes: "true", because });
        await writeFile(file("_survivors.yaml"), `- ${entry(odd.trim())}\n`);
        const argued = await policy("mutate");
        await writeFile(file("_survivors.yaml"), `- ${entry(odd.trim())}\n- ${entry("gone")}\n`);
        const stale = await policy("mutate");
        await writeFile(file("_survivors.yaml"), "- line: x\n");
        const broken = await policy("mutate");
        await rm(file("_survivors.yaml"));
        expect(argued).toMatchObject({
          code: 0,
          stdout: expect.stringContaining("1 unnoticed with a reason, 0 without"),
        });
        expect(stale.stdout).toContain('account_locked_survivors.yaml:2: no mutant survives that changes "gone" so');
        expect(stale.code).toBe(1);
        expect(broken).toMatchObject({ code: 3, stderr: expect.stringContaining("account_locked_survivors.yaml:1:") });
      },
    );
  },
  240_000,
);

test.runIf(everything)(
  "a rule whose tests fail as it stands is not mutated",
  async () => {
    const { code, stderr } = await changed(
      file(".rego"),
      (text) => text.replace('== "locked"', '== "suspended"'),
      () => policy("mutate"),
    );
    expect(code).toBe(3);
    expect(stderr).toContain("does not pass as the rule stands, so no change of it can be told [pack/tests-fail]");
  },
  240_000,
);

test("an example that does not hold is shown field by field", async () => {
  const { code, stdout } = await changed(
    file(".yaml"),
    (text) => text.replace("reason: locked", "reason: account-unknown"),
    () => policy("test"),
  );
  expect(code).toBe(1);
  expect(stdout).toContain(
    "  ~ violation account:crm/main/a7\n      - reason: account-unknown\n      + reason: locked\n",
  );
}, 240_000);

test("pages of own rules are written, without links to pages that are not there", async () => {
  expect(await policy("docs", "--out", "pages")).toMatchObject({ code: 0, stdout: "pages: 1 rule\n" });
  expect(await readFile(join(cwd, "pages/README.md"), "utf8")).toContain("| [account-locked](account-locked.md) |");
  const page = await readFile(join(cwd, "pages/account-locked.md"), "utf8");
  expect(page).toContain("by `entitlint policy docs`; do not edit it.");
  expect(page).toContain("## Examples");
  expect(page).not.toContain("../");
  const taken = await policy("docs", "--out", "entitlint.yaml");
  expect(taken).toMatchObject({ code: 3, stderr: expect.stringContaining("[output/unwritable]") });
}, 240_000);

test.runIf(everything)(
  "the same tests run again when a rule changes, until they are interrupted",
  async () => {
    const cli = resolve("dist/cli.js");
    const child = spawn(process.execPath, [cli, "policy", "test", "--watch"], { cwd, env: { ...process.env, ...env } });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const until = async (text: RegExp) => {
      while (!text.test(said)) await once(child.stderr, "data");
    };
    const before = await readFile(file(".rego"), "utf8");
    await until(/waiting for a change/);
    expect(said).toContain("0 failed");
    said = "";
    await writeFile(file(".rego"), before.replace('== "locked"', '== "suspended"'));
    await until(/changed: .*account_locked\.rego[\s\S]*waiting for a change/);
    expect(said).toContain("test_locked_account_violates failed");
    await writeFile(file(".rego"), before.replace("deny contains", "deny { contains"));
    said = "";
    await until(/waiting for a change/);
    expect(said).toContain("[policy/does-not-parse]");
    child.kill("SIGINT");
    const [code] = await once(child, "close");
    await writeFile(file(".rego"), before);
    expect(code).toBe(3);
  },
  240_000,
);
