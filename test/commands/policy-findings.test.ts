// @module-tag long
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ruleFiles } from "../../src/commands/policy/rule-template.ts";
import { everything } from "../everything.ts";
import { sharedCache } from "../shared-cache.ts";
import { runHere } from "./run-here.ts";

const cwd = await mkdtemp(join(tmpdir(), "entitlint-findings-"));
const text = ruleFiles("account-locked", "subject", "Account is locked")["account_locked.rego"] ?? "";
const examples = ruleFiles("account-locked", "subject", "x")["account_locked.yaml"] ?? "";
const line = text.split("\n").findIndex((one) => one.startsWith("deny")) + 1;

const extra = (finding: string, when = "input.accounts") => `\ndeny contains ${finding} if {\n\t${when}\n}\n`;
const part = '"id": concat("/", [account.record.id, "status"]), "app": account.app, "reason": "locked", "msg": "m"';
const good = '"id": input.id, "app": input.home, "reason": "locked", "msg": "m"';

// One compile for all: a rule each, in a folder of its own.
const every: Readonly<Record<string, string>> = {
  far_app: text.replace('"app": account.app', '"app": "nowhere"'),
  far_account: text.replace(/"account": account\.record\.id/g, '"account": concat("", [account.record.id, "x"])'),
  no_account: text.replace(/"account": account\.record\.id/g, '"account": input.id').replace(/subject\./, "subject."),
  far_object: text.replace('"id": account.record.id', '"id": "account:crm/main/nobody"'),
  odd_one: `${text}${extra(`object.remove({${good}}, [field])`, 'some field in ["msg"]')}`,
  odd_field: `${text}${extra(`object.union({${good}}, {"colour": input.id})`)}`,
  torn: `${text}\ntwice := 1 if input.kind == "human"\n\ntwice := 2 if input.accounts\n${extra(`{${good}}`, "twice > 0")}`,
  fine: `${text}${extra(`{"part": 1, ${good}}`.replace('"part": 1, ', ""), 'input.home == "nowhere"')}${extra(`{${part}}`, "some account in input.accounts")}`,
};

/** Without everything, one of a reference, one of a shape, one that breaks, and one that is good. */
const sample = ["far_app", "odd_one", "torn", "fine"];
const rules = Object.fromEntries(Object.entries(every).filter(([name]) => everything || sample.includes(name)));

let said: readonly string[] = [];
let code = 0;

beforeAll(async () => {
  await write("entitlint.yaml", "version: 1\npolicies: [policies]\n");
  for (const [name, rego] of Object.entries(rules)) {
    await write(`policies/${name}/${name}.rego`, rego.replaceAll("account_locked", name));
    await write(`policies/${name}/${name}.yaml`, examples);
  }
  const ran = await runHere(cwd, ["policy", "check"], { ENTITLINT_CACHE_DIR: sharedCache });
  code = ran.code;
  said = ran.stderr.trimEnd().split("\n");
}, 240_000);
afterAll(() => rm(cwd, { recursive: true, force: true }));

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(cwd, path)), { recursive: true });
  await writeFile(join(cwd, path), content);
}

const of = (rule: string) => said.filter((one) => one.startsWith(`policies/${rule}/`));

describe("policy check refuses a rule", () => {
  const mistakes: [string, string, RegExp][] = [
    [
      "that places findings in an application nobody read",
      "far_app",
      /:\d+:1: far-app: it places a finding in "nowhere", .*on the example ".*" \(.*\.yaml:\d+\).*\[pack\/finding-reference\] Take/,
    ],
    [
      "that names an account the document does not hold",
      "far_account",
      /far-account: it names the account "account:.*x", which the document does not hold, on the example .*\[pack\/finding-reference\]/,
    ],
    [
      "that is about nothing in the document",
      "far_object",
      /far-object: it is about "account:crm\/main\/nobody", which the document does not hold.*\[pack\/finding-reference\]/,
    ],
    [
      "of whose findings one has no message, though the others do",
      "odd_one",
      /odd-one: it gives something that is no finding \(msg: .*\), on the example .*\[pack\/finding-shape\]/,
    ],
    [
      "of whose findings one has what no finding has",
      "odd_field",
      /odd-field: it gives something that is no finding \(.*colour.*\), on the example .*\[pack\/finding-shape\]/,
    ],
    [
      "that contradicts itself on a document, and then tells the place",
      "torn",
      /torn\.rego:\d+:\d+: torn: it cannot be evaluated: .*, on the example .*\[policy\/evaluation\]/,
    ],
  ];
  test.each(mistakes.filter(([, rule]) => rule in rules))("%s", (_, rule, problem) => {
    expect(of(rule)).toEqual([expect.stringMatching(problem)]);
  });

  test("at the place of its verdict, each mistake once however many examples show it", () => {
    expect(of("odd_one")[0]).toMatch(
      new RegExp(`^policies/odd_one/odd_one\\.rego:${line}:1: .* and \\d+ more examples?`),
    );
  });

  test("and tells of all of them at once, but not of those that are good", () => {
    expect(code).toBe(3);
    expect(of("fine")).toEqual([]);
    expect(of("torn")).toHaveLength(1);
    const told = said.map((one) => /^policies\/(\w+)\//.exec(one)?.[1]);
    expect(new Set(told)).toEqual(new Set(Object.keys(rules).filter((name) => name !== "fine")));
  });

  test.runIf(everything)("that names an account in place of a record of another kind", () => {
    expect(of("no_account").join("\n")).toMatch(/it names the account "identity:/);
  });
});
