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
  test.each(["where it lies", "in a repository of its own"])("finds what is expected %s", async (where) => {
    const report = await reportIn(where === "where it lies" ? example : folder, "--as-of", asOf);
    expect(flatten(report.findings)).toEqual(flatten(expected.findings));
    expect([report.unknowns, report.obstacles, report.notices]).toEqual([[], [], []]);
    expect(report.exitCode).toBe(1);
  });

  test("lets stand what was decided", async () => {
    const { findings, baseline } = await reportIn(folder, "--as-of", asOf);
    const decided = findings.filter((one) => one.waiver ?? one.baseline);
    expect(decided.map(({ rule, object, waiver, baseline }) => ({ rule, object, waiver, baseline }))).toEqual(
      expected.decided,
    );
    expect(baseline).toEqual({ entries: 1, unproven: 0, stale: [] });
  });

  test("rests on a snapshot that nobody has altered, and lint has nothing to say", async () => {
    const verified = await runTool(folder, ["snapshot", "verify"], { now });
    expect(verified.code, verified.stderr).toBe(0);
    expect(await runTool(folder, ["access", "lint", "--as-of", asOf], { now })).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("a pull request that puts somebody into the role of Payments", () => {
  const role = "access/roles/payments.yaml";

  async function introducedBy(who: string) {
    const before = readFileSync(join(example, role), "utf8");
    writeFileSync(join(folder, role), `${before}  - person:${who}\n`);
    const { findings, exitCode } = await reportIn(folder, "--base", "main", "--as-of", asOf);
    const introduced = findings.filter(({ change }) => change === "introduced");
    const places = introduced.map(({ place }) => `${place.file}:${place.line}`);
    expect(new Set(places)).toEqual(new Set(introduced.length > 0 ? [`${role}:${before.split("\n").length}`] : []));
    return { exitCode, reasons: [...new Set(introduced.map(({ rule, reason }) => `${rule} ${reason}`))] };
  }

  test("is red for somebody who has left", async () => {
    expect(await introducedBy("emil")).toEqual({ exitCode: 1, reasons: ["grant-no-active-record declared"] });
  });

  test("is red for somebody who gives money back", async () => {
    expect(await introducedBy("ruth")).toEqual({ exitCode: 1, reasons: ["sod-conflict declared"] });
  });

  test("is green for the newcomer", async () => {
    expect(await introducedBy("nora")).toEqual({ exitCode: 0, reasons: [] });
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
