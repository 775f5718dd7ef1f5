// @module-tag long
import { expect, test } from "vitest";
import { Report } from "../../src/model/report.ts";
import { loadShippedPack } from "../../src/pack/index.ts";
import { asOf, clean, collected, type Project, withLeaver } from "./small-project.ts";

const { rules } = await loadShippedPack();

/** Beside the account of a leaver one of which nobody knows whose it is. */
const withOrphan = {
  ...withLeaver,
  "exports/forge.csv": `${clean["exports/forge.csv"]}9,zed,Zed,on,dev\n`,
};

async function report(made: Project, ...args: string[]): Promise<Report> {
  const { stdout, stderr, code } = await made.run("check", "--as-of", asOf, "--format", "json", ...args);
  if (!stdout.startsWith("{")) throw new Error(stderr);
  const read = Report.parse(JSON.parse(stdout));
  expect(code).toBe(read.exitCode);
  return read;
}

const rulesIn = (found: Report["findings"]) => [...new Set(found.map(({ rule }) => rule))].toSorted();

test("a report cut down to a control is that of its rules alone: findings, counts, rules and exit code", async () => {
  const made = await collected(withOrphan);
  const all = await report(made);
  const control = "CIS 5.3";
  const serving = rules.filter(({ controls }) => controls.includes(control)).map(({ id }) => id);
  const cut = await report(made, "--control", control);
  expect(cut.rules.map(({ id }) => id)).toEqual(serving.toSorted());
  const spoken = new Set(all.findings.flatMap(({ rule, causes }) => [rule, ...causes.map((cause) => cause.rule)]));
  const theirs = [...spoken].filter((rule) => serving.includes(rule));
  expect(theirs.length).toBeGreaterThan(0);
  expect(theirs.length).toBeLessThan(spoken.size);
  expect(rulesIn(cut.findings)).toEqual(theirs.toSorted());
  for (const part of [cut.findings, cut.unknowns, cut.counts, cut.notEvaluable])
    expect(part.filter(({ rule }) => !serving.includes(rule))).toEqual([]);
  expect(cut.exitCode).toBe(1);
  expect(cut.posture).toBeUndefined();
  expect(cut.notices).toContainEqual(
    expect.objectContaining({
      code: "rules-chosen",
      text: expect.stringContaining(`${serving.length} of ${rules.length} rules`),
    }),
  );
  expect(all.notices.map(({ code }) => code)).not.toContain("rules-chosen");
});

test("rules can be named, with controls too; a rule that finds nothing makes no red of what others find", async () => {
  const made = await collected(withLeaver);
  const named = await report(made, "--rule", "leaver-account-enabled", "--rule", "nhi-stale");
  expect(rulesIn(named.findings)).toEqual(["leaver-account-enabled"]);
  expect(named.rules.map(({ id }) => id)).toEqual(["leaver-account-enabled", "nhi-stale"]);
  expect(await report(made, "--rule", "orphan-account")).toMatchObject({ exitCode: 0, findings: [] });
  const both = await report(made, "--rule", "leaver-account-enabled", "--control", "CIS 15.7");
  expect(both.rules.map(({ id }) => id)).toContain("external-guest-ungoverned");
});

test("what explains another finding is told by itself where the other is not asked", async () => {
  const made = await collected(withLeaver);
  const all = await report(made);
  const [umbrella] = all.findings.filter(({ causes }) => causes.length > 0);
  const cause = umbrella?.causes[0]?.rule ?? expect.unreachable("nothing explains anything");
  expect(rulesIn((await report(made, "--rule", cause)).findings)).toEqual([cause]);
});

test("a baseline is not called stale for what was not asked", async () => {
  const made = await collected(withLeaver);
  expect(
    (await made.run("baseline", "create", "--as-of", asOf, "--owner", "person:ana", "--until", "2027-01-31")).code,
  ).toBe(0);
  const { entries = 0, stale, unproven } = (await report(made, "--rule", "nhi-stale")).baseline ?? {};
  expect(entries).toBeGreaterThan(0);
  expect([stale, unproven]).toEqual([[], entries]);
});

test("a rule or a control that is not there is refused, with what may be meant", async () => {
  const made = await collected(withLeaver);
  const control = await made.run("check", "--control", "PR.AA-5");
  expect(control).toMatchObject({ code: 3, stderr: expect.stringContaining('no rule serves the control "PR.AA-5"') });
  expect(control.stderr).toContain("PR.AA-05");
  const rule = await made.run("check", "--rule", "nhi-stail");
  expect(rule).toMatchObject({ code: 3, stderr: expect.stringContaining('there is no rule "nhi-stail"') });
});
