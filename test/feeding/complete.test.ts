import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { collectors } from "../../src/collect/registry.ts";
import { RuleCustom } from "../../src/model/rule.ts";
import { loadShippedPack } from "../../src/pack/index.ts";
import { cases as companyCases } from "./cases.ts";
import { provisioningCases } from "./provisioning-cases.ts";
import { shownElsewhere } from "./shown-elsewhere.ts";

const cases = [...companyCases, ...provisioningCases];
const { rules } = await loadShippedPack();
type Stated = Pick<(typeof rules)[number], "id" | "reasons" | "rests_on" | "needs">;

/** Classes of reasons that are no violations. */
const undecided = new Set(["undecided", "unread"]);

/** What has no case, and what says not what it rests on, as sentences. */
function gapsOf(all: readonly Stated[]): string[] {
  return all.flatMap(({ id, reasons, rests_on: ways }) => {
    const grounded = new Set(ways.flatMap((way) => way.reasons));
    const onRecords = ways.filter(({ facts }) => facts.length > 0).flatMap((way) => way.reasons);
    return [
      ...Object.entries(reasons)
        .filter(([reason, kind]) => !undecided.has(kind) && !grounded.has(reason))
        .map(([reason]) => `${id}: rests_on says nothing of the reason ${reason}`),
      ...[...new Set(onRecords)]
        .filter((reason) => !cases.some((one) => one.rule === id && one.reason === reason))
        .filter((reason) => !shownElsewhere.has(`${id} ${reason}`))
        .map((reason) => `${id}: plant the reason ${reason} in test/feeding/company.ts, and add it to cases.ts`),
    ];
  });
}

/** Collectors whose cells nothing tests. */
function untested(names: readonly string[]): string[] {
  return names
    .filter((name) => {
      const path = join(import.meta.dirname, `${name}.test.ts`);
      return !existsSync(path) || !readFileSync(path, "utf8").includes(`holdCells({\n  collector: "${name}",`);
    })
    .map((name) => `${name}: its cells of docs/sources.md are tested by nothing; write test/feeding/${name}.test.ts`);
}

test("every reason of every rule says what it rests on, and is planted", () => {
  expect(gapsOf(rules)).toEqual([]);
});

test("what two readings cannot show is shown by another test", () => {
  const named = (path: string) => readFileSync(join(import.meta.dirname, path), "utf8");
  for (const [reason, path] of shownElsewhere)
    for (const word of reason.split(" ")) expect(named(path), `${path} says nothing of ${reason}`).toContain(word);
});

test("every collector is put to the test", () => {
  expect(untested(collectors.map(({ name }) => name))).toEqual([]);
});

test("a rule and a collector that are new are missed", () => {
  const fresh = RuleCustom.parse({
    ...{ severity: "low", examines: "account", remediation: "r" },
    reasons: { locked: "locked", silent: "silent", "account-unknown": "undecided" },
    rests_on: [{ reasons: ["locked"], facts: [{ kind: "account", fields: ["status"] }] }],
  });
  expect(gapsOf([...rules, { ...fresh, id: "account-locked" }])).toEqual([
    "account-locked: rests_on says nothing of the reason silent",
    "account-locked: plant the reason locked in test/feeding/company.ts, and add it to cases.ts",
  ]);
  expect(untested([...collectors.map(({ name }) => name), "okta"])).toEqual([
    "okta: its cells of docs/sources.md are tested by nothing; write test/feeding/okta.test.ts",
  ]);
});

test("what a rule needs of records, some reason of it rests on", () => {
  const idle = rules.flatMap(({ id, needs, rests_on: ways }) =>
    needs.flatMap((need) => {
      if (!("of" in need)) return [];
      const isUsed = ways.some(({ facts }) =>
        facts.some(
          (fact) =>
            "kind" in fact &&
            fact.kind === need.kind &&
            fact.of === need.of &&
            need.fields.every((field) => fact.fields.includes(field)),
        ),
      );
      return isUsed ? [] : [`${id}: ${need.kind} of ${need.of}`];
    }),
  );
  expect(idle).toEqual([]);
});
