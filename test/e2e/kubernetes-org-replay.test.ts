import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { annotationsOf } from "../../src/github/payload/annotations.ts";
import { checkPlan } from "../../src/github/payload/check-output.ts";
import type { Finding, Report } from "../../src/model/report.ts";
import { everything } from "../everything.ts";
import { hunkAt, hunksBetween } from "./git-hunks.ts";
import { expectedFindings } from "./kubernetes-org-expected.ts";
import { data, declare, hasLeft, type OrgDate, replay } from "./kubernetes-org-project.ts";
import { type Reference, readReference } from "./kubernetes-org-reference.ts";
import type { PullRequest } from "./pull-request.ts";

/** What was observed, what the base declares, and what the pull request does. */
interface Step {
  readonly observed: OrgDate;
  readonly base: OrgDate;
  readonly head: OrgDate;
}

const steps: readonly Step[] = [
  { observed: "2025-08-15", base: "2025-08-15", head: "2026-02-15" },
  // What was decided half a year ago is partly applied by nobody yet, and partly taken back now.
  { observed: "2025-08-15", base: "2026-02-15", head: "2026-08-15" },
];

/** A repository that stands before a step, on the branch of the pull request. */
async function before({ observed, base }: Step): Promise<{ pr: PullRequest; seen: Reference }> {
  vi.stubEnv("GIT_COMMITTER_DATE", `${base}T00:00:00Z`);
  const pr = await replay(observed, "2026-03-01T00:00:00Z");
  const seen = readReference(pr.folder);
  declare(pr, base);
  pr.commit({});
  vi.stubEnv("GIT_COMMITTER_DATE", undefined);
  pr.git("checkout", "--quiet", "-b", "pr");
  return { pr, seen };
}
afterEach(() => void vi.unstubAllEnvs());

function keyOf({ rule, object, account }: Finding): string {
  return `${rule} ${object} ${account}`;
}

function keysOf({ findings }: Report, change: Finding["change"]): string[] {
  return findings
    .filter((finding) => finding.change === change)
    .map(keyOf)
    .toSorted();
}

/** Holds the report of a pull request to the difference of the sets, and every remark of it to the lines that Git shows. */
function hold(report: Report, pr: PullRequest, { seen, was, is }: Record<"seen" | "was" | "is", Reference>): void {
  const [then, now] = [expectedFindings(seen, was, hasLeft), expectedFindings(seen, is, hasLeft)];
  expect(keysOf(report, "introduced")).toEqual([...now].filter((one) => !then.has(one)).toSorted());
  expect(keysOf(report, "fixed")).toEqual([...then].filter((one) => !now.has(one)).toSorted());
  const hunks = hunksBetween(pr, "main", "pr");
  const lines = new Map<string, string[]>();
  const lineAt = (file: string, line: number) => {
    const text = lines.get(file) ?? readFileSync(join(pr.folder, file), "utf8").split("\n");
    lines.set(file, text);
    return text[line - 1] ?? "";
  };
  const astray = report.findings.flatMap((finding) => {
    if (finding.change !== "introduced") return [];
    const { file, line, what } = finding.place;
    const hunk = hunkAt(hunks, file, line);
    const shown = what === "withdrawn" ? (hunk?.removed ?? []) : [lineAt(file, line)];
    const isNamed = namesOf(finding).some((name) => shown.some((text) => nameIn(text) === name));
    return hunk && isNamed ? [] : [`${file}:${line} ${what} ${keyOf(finding)}: ${shown.join("|")}`];
  });
  expect(astray).toEqual([]);
  const remarks = annotationsOf(report);
  // What one line does to one person by one rule is one remark, which says how much it is about.
  const told = remarks.map(({ title }) => Number(/\((\d+) findings\)$/.exec(title)?.[1] ?? 1));
  expect(told.reduce((sum, count) => sum + count, 0)).toBe(keysOf(report, "introduced").length);
  const sent = checkPlan(report, { name: "access-drift", runId: "1" }).batches.flat();
  expect(sent.map(({ path, start_line }) => `${path}:${start_line}`)).toEqual(
    remarks.slice(0, 200).map(({ path, line }) => `${path}:${line}`),
  );
  expect(sent.filter(({ path, start_line }) => !hunkAt(hunks, path, start_line))).toEqual([]);
}

/** What a line may name that a finding is about: who it is, the team, the repository. */
function namesOf({ object, account = "" }: Finding): string[] {
  const login = account.split("/").at(-1) ?? "";
  const [, , ...parts] = object.split("/");
  return [login, ...parts].map((name) => name.toLowerCase());
}

/** The entry of a list, or the key, that a line of the files has. */
function nameIn(line: string): string {
  return line
    .replace(/^[\s-]*["']?/u, "")
    .replace(/["']?\s*(:.*|#.*)?$/u, "")
    .toLowerCase();
}

test("the data are there where it is built for good", () => {
  if (process.env.CI) expect(data, "ENTITLINT_KUBERNETES_ORG").toBeDefined();
});

describe.skipIf(data === undefined)("kubernetes/org, played again as pull requests", { timeout: 600_000 }, () => {
  test.each(steps)("from $base to $head: what is introduced and fixed, at its lines", async (step) => {
    const { pr, seen } = await before(step);
    const was = readReference(pr.folder);
    declare(pr, step.head);
    pr.commit({});
    const report = await pr.report("--as-of", "2026-03-01T12:00:00Z");
    hold(report, pr, { seen, was, is: readReference(pr.folder) });
    expect(report.exitCode).toBe(1);
    expect(keysOf(report, "introduced").length).toBeGreaterThan(100);
  });

  test.each(steps)("from $base to $head in smaller ones: their sum is the whole", async (step) => {
    const { pr, seen } = await before(step);
    const first = readReference(pr.folder);
    const files = changedFiles(pr, step.head);
    const size = Math.ceil(files.length / (everything ? 8 : 4));
    const sum = new Map<string, number>();
    for (let at = 0; at < files.length; at += size) {
      const was = readReference(pr.folder);
      declare(pr, step.head, files.slice(at, at + size));
      pr.commit({});
      const report = await pr.report("--as-of", "2026-03-01T12:00:00Z");
      hold(report, pr, { seen, was, is: readReference(pr.folder) });
      for (const key of keysOf(report, "introduced")) sum.set(key, (sum.get(key) ?? 0) + 1);
      for (const key of keysOf(report, "fixed")) sum.set(key, (sum.get(key) ?? 0) - 1);
      pr.git("checkout", "--quiet", "-B", "main");
      pr.git("checkout", "--quiet", "-B", "pr");
    }
    const then = expectedFindings(seen, first, hasLeft);
    const now = expectedFindings(seen, readReference(pr.folder), hasLeft);
    const left = [...sum].filter(([, count]) => count !== 0).map(([key, count]) => `${count} ${key}`);
    const whole = [
      ...[...now].filter((one) => !then.has(one)).map((one) => `1 ${one}`),
      ...[...then].filter((one) => !now.has(one)).map((one) => `-1 ${one}`),
    ];
    expect(left.toSorted()).toEqual(whole.toSorted());
  });
});

/** Files in which a date differs from what the work tree has. */
function changedFiles(pr: PullRequest, date: OrgDate): string[] {
  declare(pr, date);
  pr.git("add", "--all");
  const files = pr.git("diff", "--cached", "--name-only", "-z", "HEAD").split("\0").filter(Boolean);
  pr.git("reset", "--quiet", "--hard");
  return files;
}
