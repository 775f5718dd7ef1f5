import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ruleFiles } from "../../src/commands/policy/rule-template.ts";
import { everything } from "../everything.ts";
import { runHere } from "./run-here.ts";

const cwd = await mkdtemp(join(tmpdir(), "entitlint-endless-"));
const endless = "some a in numbers.range(1, 100000)\n\tsome b in numbers.range(1, 100000)\n\ta + b == 0";
const status = 'account.record.status == "locked"';

beforeAll(async () => {
  await write("entitlint.yaml", "version: 1\npolicies: [policies]\n");
  for (const name of ["account_locked", "account_stuck"]) {
    for (const [file, text] of Object.entries(ruleFiles(name.replace("_", "-"), "subject", "Title")))
      await write(
        `policies/${name}/${file}`,
        name === "account_stuck" ? text.replace(status, `${status}\n\t${endless}`) : text,
      );
  }
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(cwd, path)), { recursive: true });
  await writeFile(join(cwd, path), text);
}

const told = (what: string) =>
  expect.stringMatching(
    new RegExp(`^policies/account_stuck/account_stuck${what} within 6 seconds \\[policy/timeout\\] .*--timeout\\.\\n$`),
  );

test("policy check names the rule that does not come to an end, and no other", async () => {
  const { code, stderr } = await runHere(cwd, ["policy", "check", "--timeout", "6"]);
  expect([code, stderr]).toEqual([
    3,
    told("\\.rego:\\d+:1: account-stuck: it does not come to an end on the examples"),
  ]);
}, 60_000);

test.runIf(everything)(
  "policy test names the package of its tests",
  async () => {
    const { code, stderr } = await runHere(cwd, ["policy", "test", "--timeout", "6"]);
    expect([code, stderr]).toEqual([
      3,
      told("_test\\.rego: the tests of entitlint.rules.subject.account_stuck_test do not come to an end"),
    ]);
  },
  60_000,
);

test.runIf(everything)(
  "and the rule itself where only its examples show it",
  async () => {
    await rm(join(cwd, "policies/account_stuck/account_stuck_test.rego"));
    const { code, stderr } = await runHere(cwd, ["policy", "test", "--timeout", "6"]);
    expect([code, stderr]).toEqual([
      3,
      told("\\.rego:\\d+:1: account-stuck: it does not come to an end on the examples"),
    ]);
  },
  60_000,
);
