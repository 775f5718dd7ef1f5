import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ruleFiles } from "../../src/commands/policy/rule-template.ts";
import { everything } from "../everything.ts";
import { runHere } from "./run-here.ts";

const cwd = await mkdtemp(join(tmpdir(), "entitlint-endless-"));
const many = "many := numbers.range(1, 1000000)";
const endless = `${many}\n\tsome a in many\n\tsome b in many\n\ta < b\n\tb < a`;
const hoard = `${many}\n\tsome a in many\n\tsome b in many\n\ta + b == 0`;
const status = 'account.record.status == "locked"';

beforeAll(async () => {
  await write("entitlint.yaml", "version: 1\npolicies: [policies]\n");
  await writeRule("account_stuck", (text) => text.replace(status, `${status}\n\t${endless}`));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(cwd, path)), { recursive: true });
  await writeFile(join(cwd, path), text);
}

async function writeRule(name: string, change: (text: string) => string): Promise<void> {
  for (const [file, text] of Object.entries(ruleFiles(name.replace("_", "-"), "subject", "Title")))
    await write(`policies/${name}/${file}`, change(text));
}

const told = (what: string, seconds: number) =>
  expect.stringMatching(
    new RegExp(
      `^policies/account_stuck/account_stuck${what} within ${seconds} seconds \\[policy/timeout\\] .*--timeout\\.\\n$`,
    ),
  );
const byExamples = "\\.rego:\\d+:1: account-stuck: it does not come to an end on the document of an example";

test.runIf(everything)(
  "policy check names the rule that does not come to an end",
  async () => {
    const { code, stderr } = await runHere(cwd, ["policy", "check", "--timeout", "5"]);
    expect([code, stderr]).toEqual([3, told(byExamples, 5)]);
  },
  240_000,
);

test.runIf(everything)(
  "and no other",
  async () => {
    await writeRule("account_locked", (text) => text);
    const { code, stderr } = await runHere(cwd, ["policy", "check", "--timeout", "3"]);
    expect([code, stderr]).toEqual([3, told(byExamples, 3)]);
  },
  180_000,
);

test.runIf(everything)(
  "and the one that fills its memory, once",
  async () => {
    await writeRule("account_locked", (text) => text.replace(status, `${status}\n\t${hoard}`));
    await writeRule("account_stuck", (text) => text);
    const { code, stderr } = await runHere(cwd, ["policy", "check"]);
    await writeRule("account_locked", (text) => text);
    await writeRule("account_stuck", (text) => text.replace(status, `${status}\n\t${endless}`));
    expect([code, stderr]).toEqual([
      3,
      expect.stringMatching(
        /^policies\/account_locked\/.*: it uses up all the memory it gets, .*\[policy\/memory\] .*\n$/,
      ),
    ]);
  },
  180_000,
);

test.runIf(everything)(
  "policy test names the package of its tests",
  async () => {
    const { code, stderr } = await runHere(cwd, ["policy", "test", "--timeout", "20"]);
    const what = "_test\\.rego: the tests of entitlint.rules.subject.account_stuck_test do not come to an end";
    expect([code, stderr]).toEqual([3, told(what, 20)]);
  },
  180_000,
);

test.runIf(everything)(
  "and the rule itself where only its examples show it",
  async () => {
    await rm(join(cwd, "policies/account_stuck/account_stuck_test.rego"));
    const { code, stderr } = await runHere(cwd, ["policy", "test", "--timeout", "20"]);
    expect([code, stderr]).toEqual([3, told(byExamples, 10)]);
  },
  180_000,
);
