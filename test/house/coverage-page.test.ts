// @module-tag long
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkout } from "./checkout.ts";

interface Claim {
  readonly id: number;
  readonly says?: string;
  readonly shown: readonly object[];
}

/** A project with one rule, one test file and one guard, and claims that rest on them. */
function project(...claims: Claim[]) {
  const copy = checkout();
  const guarded = { in: "src/door.ts", test: "test/door.test.ts", name: "a door > is shut" };
  const threat = { id: "open-door", attempt: "Somebody walks in.", guard: "It is shut.", remove: "shut", ...guarded };
  const head = { order: 1, title: "Doors", about: "They open." };
  copy.write("test/threats/thief.yaml", JSON.stringify({ ...head, threats: [threat] }));
  copy.write("src/door.ts", "shut\n");
  copy.write("docs/rules/door-open.md", "# Door open\n");
  copy.write(
    "test/door.test.ts",
    'describe("a door", () => {\n  test("is shut", () => {});\n  test.each(["oak", "pine"])("of %s creaks", () => {});\n});\n',
  );
  copy.write("policies/entitlint/door_test.rego", "package door\n\ntest_it_is_shut if true\n");
  const stated = claims.map((claim) => ({ says: "Doors are shut.", ...claim }));
  copy.write("test/claims/doors.yaml", JSON.stringify({ ...head, claims: stated }));
  return copy;
}

const file = "test/door.test.ts";
const fixture = { rule: "door-open", finds: { object: "door:1", reason: "open" } };

test("claims are held, held in part or not yet, each with what shows it; a stale page is found out", () => {
  const copy = project(
    { id: 2, shown: [{ shown_by: { file, name: "a door > of pine creaks" } }, { not_yet: "door-locked" }] },
    { id: 1, shown: [{ fixture }, { shown_by: { file, name: "a door > is shut" }, flips: "open-door" }] },
    { id: 3, shown: [{ not_yet: "a lock." }] },
    { id: 4, shown: [{ shown_by: { file: "policies/entitlint/door_test.rego", name: "test_it_is_shut" } }] },
  );
  expect(copy.run("scripts/generate-coverage.mjs", "--check")).toMatchObject({ status: 1 });
  expect(copy.run("scripts/generate-coverage.mjs").status).toBe(0);
  expect(copy.run("scripts/generate-coverage.mjs", "--check").status).toBe(0);
  const page = readFileSync(join(copy.folder, "docs/coverage.md"), "utf8");
  expect(page).toContain("| [Doors](#doors) | 2 | 1 | 1 | 4 |");
  const rows = page.split("\n").filter((line) => line.startsWith("| <a id="));
  expect(rows.map((row) => row.replace(/^\| <a id="claim-\d+"><\/a>/, ""))).toEqual([
    "1 | Doors are shut. | held | [door-open](rules/door-open.md) (open)<br>[door.test.ts](../test/door.test.ts): `a door > is shut` ([guard](threat-model.md#open-door)) |",
    "2 | Doors are shut. | in part | [door.test.ts](../test/door.test.ts): `a door > of pine creaks`<br>not yet: the rule `door-locked` |",
    "3 | Doors are shut. | not yet | not yet: a lock. |",
    "4 | Doors are shut. | held | [door_test.rego](../policies/entitlint/door_test.rego): `test_it_is_shut` |",
  ]);
});

test("a claim that rests on what is not there is told, and so is every other", () => {
  const { status, output } = project(
    { id: 1, shown: [{ shown_by: { file, name: "a door > is open" } }] },
    { id: 1, shown: [{ shown_by: { file, name: "a door > of steel creaks" } }] },
    { id: 3, shown: [{ shown_by: { file, name: "a door > of oak creaks" }, flips: "open-door" }] },
    { id: 5, shown: [{ shown_by: { file, name: "a door > is shut" }, flips: "nobody" }] },
  ).run("scripts/generate-coverage.mjs");
  expect(status).toBe(1);
  for (const problem of [
    "\n1: test/door.test.ts has no test named: a door > is open\n",
    "\n1: test/door.test.ts has no test named: a door > of steel creaks\n",
    "\n3: open-door is held by another test\n",
    "\n5: nobody is no guard of test/threats\n",
    "\n1 stands twice\n2 stands nowhere\n4 stands nowhere\n",
  ])
    expect(output).toContain(problem);
});

test("an entry that cannot be meant is told with its line", () => {
  const { output } = project(
    { id: 1, says: "No full stop", shown: [{ not_yet: "door-locked" }] },
    {
      id: 2,
      shown: [{ fixture: { ...fixture, rule: "door-ajar" } }, { shown_by: { file: "test/gate.test.ts", name: "x" } }],
    },
    { id: 3, shown: [] },
  ).run("scripts/generate-coverage.mjs");
  for (const problem of [
    "test/claims/doors.yaml:1: claims.0.says: ends with a full stop",
    "test/claims/doors.yaml:1: claims.1.shown.0.fixture.rule: is no rule",
    "test/claims/doors.yaml:1: claims.1.shown.1.shown_by.file: is no file of the project",
    "test/claims/doors.yaml:1: claims.2.shown: ",
  ])
    expect(output).toContain(problem);
});
