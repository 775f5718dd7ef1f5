import { describe, expect, test } from "vitest";
import { graded } from "../../src/judge/severity-steps.ts";
import { loadRules, packageRoot, packSources, prepareExamples } from "../../src/pack/index.ts";
import { sharedCache } from "../shared-cache.ts";

const sources = await packSources({ base: packageRoot(), folders: [] });
const rules = await loadRules(sources, { cacheDir: sharedCache });
const examples = prepareExamples(
  sources.folders.flatMap((folder) => folder.examples),
  rules,
);

const findings = examples.flatMap(({ rule, title, violations }) =>
  violations.map((violation) => ({ rule, title, raw: { ...violation, rule: rule.id } })),
);
const made = findings.map(({ rule, title, raw }) => ({ rule, title, raw, ...graded(raw, rule, undefined) }));

describe("of every violation that an example shows", () => {
  test("there are many, raised and lowered and left as they are", () => {
    expect(made.length).toBeGreaterThan(200);
    expect(made.filter(({ steps }) => steps?.length === 1).length).toBeGreaterThan(50);
    expect(new Set(made.flatMap(({ steps }) => steps?.map(({ by }) => by) ?? []))).toEqual(new Set(["rule", "time"]));
  });

  test("the steps lead from the rule's own severity to the finding's, and there are none where it is the rule's own", () => {
    for (const { rule, title, severity, steps = [] } of made) {
      const path = [rule.severity, ...steps.map(({ to }) => to)];
      expect([title, steps.map(({ from }) => from)]).toEqual([title, path.slice(0, -1)]);
      expect([title, path.at(-1)]).toEqual([title, severity]);
      expect([title, steps.length > 0]).toEqual([title, severity !== rule.severity]);
    }
  });

  test("each step says why, in a sentence that the rule gave or its METADATA has for that severity and reason", () => {
    const words = new Set<string | undefined>();
    for (const { rule, title, raw, steps = [] } of made) {
      for (const { to, by, why } of steps) {
        const said = rule.severities[to];
        const sentence = typeof said === "string" ? said : said?.[raw.reason];
        expect([title, why]).toEqual([title, by === "time" ? raw.overdue?.why : (raw.why ?? sentence)]);
        expect([title, why]).toEqual([title, expect.stringMatching(/^[A-Z].*\.$/)]);
        words.add(why);
      }
    }
    expect(words.size).toBeGreaterThan(30);
  });
});

test("whatever can last says so by the same limit, and what only informs is not among it", () => {
  const rising = rules.filter(({ params }) => params.overdue);
  expect(rising.map(({ params }) => params.overdue?.default)).toEqual(rising.map(() => "P30D"));
  const shown = new Set(made.filter(({ raw }) => raw.overdue).map(({ rule }) => rule.id));
  expect([...shown].sort()).toEqual(rising.map(({ id }) => id).sort());
  expect(rising.every(({ severity }) => severity !== "info")).toBe(true);
});
