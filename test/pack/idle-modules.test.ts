import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ruleFiles } from "../../src/commands/policy/rule-template.ts";
import { EntitlintError, type Problem } from "../../src/errors.ts";
import { loadRules, packSources } from "../../src/pack/index.ts";
import { nearPackage } from "../../src/pack/near-package.ts";
import { sharedCache } from "../shared-cache.ts";

const base = await mkdtemp(join(tmpdir(), "entitlint-idle-"));
const rule = ruleFiles("account-locked", "subject", "Account is locked")["account_locked.rego"] ?? "";
const line = rule.split("\n").findIndex((text) => text.startsWith("package")) + 1;
const named = (name: string) => rule.replace("entitlint.rules.subject.account_locked", name);
const using = (library: string, name = "entitlint.rules.subject.leaning") =>
  named(name).replace("import data", `import data.${library}\nimport data`);
const library = (name: string, uses = "") => `package ${name}\n${uses && `\nimport data.${uses}\n`}\nf(x) := x\n`;

const wrong: Record<string, string> = {
  "typo.rego": named("entitlint.rule.subject.typo"),
  "typo_test.rego": "package entitlint.rule.subject.typo_test\n\nimport data.entitlint.rule.subject.typo as rule\n",
  "bare.rego": named("foo.bar"),
  "short.rego": named("entitlint.rules.short"),
  "scope.rego": named("entitlint.rules.subjct.scope"),
  "late_test.rego": named("entitlint.rules.subject.late"),
  "lonely.rego": library("acme.lonely", "acme.mutual"),
  "mutual.rego": library("acme.mutual", "acme.lonely"),
  "remark.rego": `# import data.acme.remark\n${library("acme.remark")}`,
  "inner.rego": library("entitlint.libs"),
};
const right: Record<string, string> = {
  "leaning.rego": using("acme.lib.names"),
  "names.rego": library("acme.lib.names", "acme.lib.deeper.parts"),
  "deeper.rego": library("acme.lib.deeper"),
  "own.rego": library("entitlint.lib.acme"),
  "whole.rego": using("entitlint.lib.acme.f", "entitlint.rules.subject.whole"),
  "made_test.rego": "package acme.made_test\n\nimport data.acme.made\n\ntest_made if made.f(true)\n",
  "made.rego": library("acme.made"),
  "plain.rego": "package acme.plain\n\ntest_plain if true\n",
  "broad.rego": `${using("acme.lib", "entitlint.rules.subject.broad")}\n_all contains name if some name, _ in data.sorts\n`,
  "sorts.rego": library("sorts.first"),
};
let problems: readonly Problem[] = [];

beforeAll(async () => {
  await mkdir(join(base, "policies"));
  for (const [file, text] of Object.entries({ ...wrong, ...right }))
    await writeFile(join(base, "policies", file), text);
  const sources = await packSources({ base, folders: ["policies"] });
  problems = await loadRules(sources, { cacheDir: sharedCache }).then(
    () => expect.unreachable("the policies were taken"),
    (error: unknown) => (error instanceof EntitlintError ? error.problems : Promise.reject(error)),
  );
});
afterAll(() => rm(base, { recursive: true, force: true }));

test.each([
  ["typo.rego", "pack/package", line, /`deny` is never asked/, "Did you mean `entitlint.rules.subject.typo`?"],
  ["bare.rego", "pack/package", line, /`deny` is never asked/, "Name it entitlint.rules.<scope>.bar."],
  ["short.rego", "pack/package", line, /neither a rule/, "Name it entitlint.rules.<scope>.<rule>."],
  ["scope.rego", "pack/package", line, /`subjct`/, expect.stringContaining("Did you mean `subject`?")],
  ["late_test.rego", "pack/package", line, /the rule late in it is never asked/, "Name the file late.rego."],
  ["lonely.rego", "pack/unused", 1, /nothing uses the package acme\.lonely/, expect.stringContaining("take it out")],
  ["mutual.rego", "pack/unused", 1, /nothing uses the package acme\.mutual/, expect.stringContaining("take it out")],
  ["remark.rego", "pack/unused", 2, /nothing uses the package acme\.remark/, expect.stringContaining("take it out")],
  ["inner.rego", "pack/package", 1, /no rule uses it/, "Name it entitlint.rules.<scope>.libs."],
])("%s is told as %s at line %i", (file, code, at, message, next) => {
  const told = problems.filter(({ place }) => place?.file === `policies/${file}`);
  expect(told).toEqual([
    { code, message: expect.stringMatching(message), place: { file: `policies/${file}`, line: at, column: 9 }, next },
  ]);
});

test("and nothing else: not what rules, tests or libraries name, whole or in part", () => {
  const files = new Set(problems.map(({ place }) => place?.file?.replace("policies/", "")));
  expect([...files].filter((file) => !Object.keys(wrong).includes(file ?? ""))).toEqual([]);
});

test.each([
  ["entitlint.rule.subject.x", "entitlint.rules.subject.x"],
  ["entitlnt.rules.subject.x", "entitlint.rules.subject.x"],
  ["entitlint.subject.x", "entitlint.rules.subject.x"],
  ["rules.subjects.x", "entitlint.rules.subject.x"],
  ["entitlint.rules.x", undefined],
  ["entitlint.rules.subject.team.x", undefined],
  ["foo.bar", undefined],
  ["entitlint.rule.subject.X", undefined],
])("%s is near %s", (name, meant) => {
  expect(nearPackage(name)).toBe(meant);
});
