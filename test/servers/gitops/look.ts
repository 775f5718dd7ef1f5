import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { Report } from "../../../src/model/report.ts";
import * as fakeFiles from "../../github/fake/git.ts";
import type { FakeGithub } from "../../github/fake/serve.ts";
import type { Estate } from "./estate.ts";

/** The files and the folders' files at these paths below a folder, by path. */
export function filesOf(root: string, ...paths: string[]): Record<string, string> {
  const found = paths.flatMap((path) => {
    if (lstatSync(join(root, path)).isFile()) return [path];
    const entries = readdirSync(join(root, path), { recursive: true, withFileTypes: true });
    return entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name).slice(root.length + 1));
  });
  return Object.fromEntries(found.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

/** The files below a folder on a branch of a fake. */
export function filesOn({ state }: FakeGithub, branch: string, below: string): Record<string, string> {
  const all = Object.entries(fakeFiles.filesOn(state, branch));
  return Object.fromEntries(all.filter(([path]) => path.startsWith(below)));
}

/** The report of a check that is red, and in which everything could be judged but this: rule, application, how many cases. */
export async function checkedBy(
  estate: Estate,
  check: readonly string[],
  at: string,
  unjudged: readonly string[] = [],
): Promise<Report> {
  const { code, stdout, stderr } = await estate.run(at, ...check, "--format", "json");
  expect(code, stderr).toBe(1);
  const report = Report.parse(JSON.parse(stdout));
  expect([report.obstacles, report.notices]).toEqual([[], []]);
  expect(report.unknowns.map(({ rule, app, reason, count }) => [rule, app, reason, count].join(" "))).toEqual(unjudged);
  return report;
}

/** How many findings there are of each severity, rule and subject, and what was decided about them. */
export function found({ findings }: Pick<Report, "findings">): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of findings) {
    const who = one.identity ?? one.subject ?? one.account;
    const key = `${one.severity} ${one.rule} ${who}${one.waiver ? " waived" : ""}${one.baseline ? " known" : ""}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}
