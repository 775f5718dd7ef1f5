// @module-tag long
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Report } from "../../src/model/report.ts";
import { runTool } from "../faults/run-tool.ts";
import { emptyFolder, git } from "../repository/make-repository.ts";
import { flatten, root } from "./acme.ts";
import { asOf, example, expected } from "./gitops.ts";

const now = new Date("2026-11-23T09:00:00Z");

async function reportIn(folder: string, ...args: string[]): Promise<Report> {
  const { stdout, stderr } = await runTool(folder, ["check", "--format", "json", ...args], { now });
  if (!stdout.startsWith("{")) throw new Error(`there is no report: ${stderr}`);
  return Report.parse(JSON.parse(stdout));
}

let folder = "";
beforeAll(() => {
  folder = emptyFolder();
  cpSync(example, folder, { recursive: true });
  git(folder, "init", "--quiet", "--initial-branch=main");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message=start");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the check of the main branch", () => {
  test("finds what is expected, and lets stand what was decided", async () => {
    const report = await reportIn(folder, "--as-of", asOf);
    expect(flatten(report.findings)).toEqual(flatten(expected.findings));
    expect([report.unknowns, report.obstacles, report.notices]).toEqual([[], [], []]);
    expect(report.exitCode).toBe(1);
    const decided = report.findings.filter((one) => one.waiver ?? one.baseline);
    expect(decided.map(({ rule, object, waiver, baseline }) => ({ rule, object, waiver, baseline }))).toEqual(
      expected.decided,
    );
    expect(report.baseline).toEqual({ entries: 1, unproven: 0, stale: [] });
  });

  test("finds the same where the example lies, in the history of another repository", async () => {
    const { findings } = await reportIn(example, "--as-of", asOf);
    expect(flatten(findings)).toEqual(flatten(expected.findings));
  });

  test("rests on a snapshot that nobody has altered, and lint has nothing to say", async () => {
    const verified = await runTool(folder, ["snapshot", "verify"], { now });
    expect(verified.code, verified.stderr).toBe(0);
    expect(await runTool(folder, ["access", "lint", "--as-of", asOf], { now })).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("a pull request that puts somebody into the role of Payments", () => {
  const role = "access/roles/payments.yaml";
  const before = readFileSync(join(example, role), "utf8");

  /** The exit code, and what is introduced at the line of each person. */
  async function introducedBy(...people: readonly string[]) {
    writeFileSync(join(folder, role), `${before}${people.map((who) => `  - person:${who}\n`).join("")}`);
    const { findings, exitCode } = await reportIn(folder, "--base", "main", "--as-of", asOf);
    const introduced = findings.filter(({ change }) => change === "introduced");
    const told = introduced.map(({ place, rule, reason }) => {
      const who = people[place.line - before.split("\n").length];
      return `${place.file} ${who}: ${rule} ${reason}`;
    });
    return { exitCode, told: [...new Set(told)].toSorted() };
  }

  test("is red for somebody who has left, and for somebody who gives money back, each at their line", async () => {
    expect(await introducedBy("emil", "ruth")).toEqual({
      exitCode: 1,
      told: [`${role} emil: grant-no-active-record declared`, `${role} ruth: sod-conflict declared`],
    });
  });

  test("is green for the newcomer", async () => {
    expect(await introducedBy("nora")).toEqual({ exitCode: 0, told: [] });
  });
});

describe("a pull request that declares what a leaver still holds", () => {
  const role = "access/roles/shop.yaml";
  const before = readFileSync(join(example, role), "utf8");
  const line = before.split("\n").findIndex((text) => text.includes("person:emil")) + 1;

  afterAll(() => {
    git(folder, "checkout", "--quiet", "--force", "main");
  });

  test("is red at the line, once for each thing that the role gives, and what he holds was there before", async () => {
    git(folder, "checkout", "--quiet", "--force", "-b", "without");
    writeFileSync(join(folder, role), before.replace("    - person:emil\n", ""));
    git(folder, "commit", "--quiet", "--all", "--message=take out who has left");
    writeFileSync(join(folder, role), before);
    const report = await reportIn(folder, "--base", "without", "--as-of", asOf);
    const introduced = report.findings.filter(({ change }) => change === "introduced");
    expect(introduced.map(({ place, rule, reason, app }) => [place.file, place.line, rule, reason, app])).toEqual([
      [role, line, "grant-no-active-record", "declared", "github"],
      [role, line, "grant-no-active-record", "declared", "shop-db"],
    ]);
    expect([report.exitCode, report.compared?.counts.gated]).toEqual([1, 2]);
  });
});

describe("the workflows are those that everybody copies", () => {
  const shipped = (name: string) => readFileSync(join(root, "examples/github", name), "utf8");
  const here = (name: string) => readFileSync(join(example, ".github/workflows", name), "utf8");

  test("to check", () => {
    expect(here("access-check.yml")).toBe(shipped("check.yml"));
  });

  test("to collect, with the secrets that the config names", () => {
    const secrets = /(?:^ {10}[A-Z_]+: \$\{\{ secrets\.[A-Z_]+ \}\}\n)+/mu;
    const [own = ""] = here("access-collect.yml").match(secrets) ?? [];
    expect(shipped("collect.yml").replace(secrets, own)).toBe(here("access-collect.yml"));
    const named = [...readFileSync(join(example, "entitlint.yaml"), "utf8").matchAll(/env:([A-Z_]+)/gu)];
    expect(own.match(/[A-Z_]{3,}(?=:)/gu)).toEqual(named.map(([, name]) => name));
  });
});
