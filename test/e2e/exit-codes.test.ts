import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Report } from "../../src/model/report.ts";
import { asOf, clean, cli, collected, config, type Project, project, withLeaver } from "./small-project.ts";

const check = (made: Project, ...args: string[]) => made.run("check", "--as-of", asOf, ...args);

async function jsonOf(made: Project, ...args: string[]): Promise<Report> {
  const { stdout, stderr, code } = await check(made, "--format", "json", ...args);
  if (!stdout.startsWith("{")) throw new Error(stderr);
  const report = Report.parse(JSON.parse(stdout));
  expect(code).toBe(report.exitCode);
  return report;
}

const codes = (report: Report) => report.obstacles.map(({ code }) => code);

describe("0 and 1", () => {
  test("nothing to find is 0; a leaver is 1, unless the gate is above; an unknown option is 3", async () => {
    const made = await collected();
    expect(await jsonOf(made)).toMatchObject({ exitCode: 0, findings: [], obstacles: [] });
    const bad = await collected(withLeaver);
    const report = await jsonOf(bad);
    expect(report.exitCode).toBe(1);
    expect(report.findings.map(({ subject }) => subject)).toContain("identity:idp/main/2");
    for (const { examined, violating, unknown } of report.counts)
      expect(violating + unknown).toBeLessThanOrEqual(examined);
    const gravest = report.findings[0]?.severity;
    expect((await check(bad, "--fail-on", "critical")).code).toBe(gravest === "critical" ? 1 : 0);
  });
});

describe("2: could not judge", () => {
  test("a byte of the snapshot is altered: an obstacle, and a finding that names the file", async () => {
    const made = await collected();
    const path = join(made.folder, "snapshots/forge/account.ndjson");
    writeFileSync(path, readFileSync(path, "utf8").replace('"on"', '"oN"'));
    const report = await jsonOf(made);
    expect([report.exitCode, codes(report)]).toEqual([2, ["snapshot-altered"]]);
    expect(report.findings.find(({ rule }) => rule === "snapshot-integrity")).toMatchObject({
      app: "forge",
      object: "forge/account.ndjson",
      reason: "altered",
    });
  });

  test("whatever byte is altered, the answer is 2 and never a crash", async () => {
    const made = await collected();
    const path = join(made.folder, "snapshots/forge/account.ndjson");
    const whole = readFileSync(path);
    for (const at of [0, 9, 40, 77, whole.length - 2]) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0x01;
      writeFileSync(path, bytes);
      const { code, stderr } = await check(made);
      expect([code, stderr]).toEqual([2, ""]);
    }
  });

  test("a required source is missing; one that is not required is a matter of its own", async () => {
    const later = config.replace(
      "  forge:\n",
      '  later:\n    collector: files\n    role: application\n    reads: [{path: exports/forge.csv, records: [{kind: account, id: "{id}", fields: {userName: login}}]}]\n  forge:\n',
    );
    const made = await collected();
    made.write({ "entitlint.yaml": later });
    const report = await jsonOf(made);
    expect([report.exitCode, codes(report)]).toEqual([2, ["source-missing"]]);
    made.write({ "entitlint.yaml": later.replace("  later:\n", "  later:\n    required: false\n") });
    expect((await jsonOf(made)).exitCode).toBe(0);
  });

  test("a source is stale, but not when time is an input", async () => {
    const made = await collected({
      ...clean,
      "entitlint.yaml": config.replace("  idp:\n", "  idp:\n    freshness: {max: PT1H}\n"),
    });
    expect((await check(made)).code).toBe(0);
    const { code, stdout } = await made.run("check");
    expect(code).toBe(2);
    expect(stdout).toContain("counted as");
  });

  test("a rule that the config demands cannot be judged", async () => {
    const demanded = `${config}rules:\n  nhi-owner-inactive: {required: true}\n  leaver-account-enabled: {required: true}\n`;
    const made = await collected({
      ...clean,
      "entitlint.yaml": demanded.replace(
        "userName: login, displayName: name}\n  forge",
        "userName: login, displayName: name}\n  forge",
      ),
    });
    made.write({ "access/apps/forge.yaml": "owner: person:ana\npeople: []\nlifecycle: {channel: manual}\n" });
    const report = await jsonOf(made);
    expect(report.exitCode).toBe(2);
    expect(codes(report)).toContain("required-rule");
  });

  test("there is no snapshot, or no source at all, or nobody in it", async () => {
    const none = project(clean);
    expect(codes(await jsonOf(none))).toEqual(expect.arrayContaining(["nothing-examined", "source-missing"]));
    const made = await collected();
    made.write({ "entitlint.yaml": "version: 1\nsnapshot: none\n" });
    expect(codes(await jsonOf(made))).toEqual(["nothing-examined", "population-unknown"]);
    rmSync(join(made.folder, "snapshots/manifest.json"));
    made.write({ "entitlint.yaml": config });
    expect((await check(made)).code).toBe(2);
  });

  test("a source that could not be read in full keeps its earlier records, and says so", async () => {
    const made = await collected();
    made.write({ "exports/forge.csv": "id,login,name,state,role\n1,ana,Ana,on\n" });
    expect((await made.run("collect", "--as-of", asOf)).code).toBeGreaterThan(0);
    const report = await jsonOf(made);
    expect(report.population.accounts).toBe(4);
  });
});

describe("3: the tool failed", () => {
  test.each([
    ["check", "--format", "pdf"],
    ["check", "--fail-on", "urgent"],
    ["check", "--workers", "0"],
    ["check", "--workers", "1.5"],
    ["check", "--rule-timeout", "Infinity"],
    ["check", "--as-of", "yesterday"],
    ["check", "--unknown"],
    ["explain", "nobody@example.com"],
    ["explain", "1", "--format", "pdf"],
    ["documents", "--scope", "people"],
    ["documents", "nobody"],
    ["links", "suggest", "--app", "nowhere"],
    ["links", "suggest", "--format", "pdf"],
    ["conquer"],
  ])("%s %s %s", async (...args) => {
    const made = project({ ...clean });
    const { code, stdout, stderr } = await made.run(...args.filter((arg) => arg !== undefined));
    expect([code, stdout]).toEqual([3, ""]);
    expect(stderr).toMatch(/\[(usage|estate)\/[a-z-]+\]/);
    expect(stderr).not.toContain("    at ");
  });
});

test("a reader that has seen enough is no failure", async () => {
  const made = await collected(withLeaver);
  const script = `"${process.execPath}" "${cli}" check --as-of ${asOf} --all | head -1; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", script], { cwd: made.folder, encoding: "utf8" });
  expect([stdout.trim().split("\n").at(-1), stderr]).toEqual(["1", ""]);
});
