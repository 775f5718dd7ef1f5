// @module-tag long
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CommandContext } from "../../src/commands/context.ts";
import { openDesk } from "../../src/commands/triage/desk.ts";
import type { Finding } from "../../src/model/report.ts";
import type { Decision, Draft } from "../../src/triage/model/decision.ts";
import type { Desk } from "../../src/triage/model/desk.ts";

const root = resolve(import.meta.dirname, "../..");
const asOf = readFileSync(join(root, "examples/acme/as-of.txt"), "utf8").trim();
const waivers = "access/waivers/2026-11.yaml";
const ruth = "person:ruth.keller@acme.example";
let folder = "";
let desk: Desk;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "entitlint-assign-"));
  cpSync(join(root, "examples/acme"), folder, { recursive: true });
  cpSync(join(root, "snapshots"), join(folder, "snapshots"), { recursive: true });
  const now = new Date("2026-11-16T08:00:00Z");
  const context = {
    ...{ cwd: folder, env: process.env, now, isTerminal: false, colour: false, columns: 80 },
    log: { info() {}, warn() {}, error() {}, debug() {} },
  } as unknown as CommandContext;
  const facts = { take: () => {}, of: () => Promise.resolve("none") };
  const options = { group: "none", sort: "severity", asOf } as const;
  desk = openDesk(options, context, { folder, root: folder, facts, clock: () => now });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (path: string) => readFileSync(join(folder, path), "utf8");
const decision = (about: Finding, kind: Draft["kind"], owner: string): Decision => ({
  ...{ about, kind, owner, until: "2027-01-31" },
});
const waivedBy = (findings: readonly Finding[], id: string) => {
  const found = findings.find(({ waiver }) => waiver?.id === id);
  if (!found) throw new Error(`nothing is waived by ${id}`);
  return found;
};
const changed = (diff: readonly string[]) =>
  diff.filter((line) => /^[+-]/.test(line) && !/^(?:\+\+\+|---) /.test(line));

describe("what was decided before is given to another owner", () => {
  test("in both files, beside what is decided anew in them, and nothing else changes", async () => {
    const { report } = await desk.judge();
    const due = report.findings.filter(({ severity }) => severity === "high");
    const [first, second] = due;
    if (!first || !second) throw new Error("the example has high findings");
    await (await desk.plan([decision(first, "baseline", "group:idp/platform")])).write();
    writeFileSync(join(folder, "access/baseline.yaml"), read("access/baseline.yaml").replace(/\}$/m, "} # ask Ana"));
    const now = (await desk.judge()).report.findings;
    const putOff = now.find(({ fingerprint }) => fingerprint === first.fingerprint);
    const waived = now.find(({ waiver }) => waiver !== undefined);
    if (!putOff || !waived?.waiver) throw new Error("something is waived, and something put off");
    const owner = waived.waiver.owner === "group:idp/dba" ? "group:idp/platform" : "group:idp/dba";
    const plan = await desk.plan([
      ...[decision(putOff, "assign", "group:idp/dba"), decision(waived, "assign", owner)],
      decision(second, "baseline", "group:idp/platform"),
    ]);
    expect(plan.does).toContain(`${waived.waiver.id} goes from ${waived.waiver.owner} to ${owner}.`);
    expect(plan.does).toContain("An entry of the baseline goes from group:idp/platform to group:idp/dba.");
    expect(changed(plan.diff).filter((line) => line.startsWith("-"))).toHaveLength(2);
    expect(changed(plan.diff).filter((line) => line.startsWith("+"))).toHaveLength(3);
    const before = read(waivers);
    await plan.write();
    expect(read("access/baseline.yaml")).toMatch(/owner: "group:idp\/dba", until: 2027-01-31 \} # ask Ana/);
    expect(
      read(waivers)
        .split("\n")
        .filter((line, at) => line !== before.split("\n")[at]),
    ).toEqual([`  owner: "${owner}"`]);
    const after = (await desk.judge()).report.findings;
    expect(after.find(({ fingerprint }) => fingerprint === first.fingerprint)?.baseline?.owner).toBe("group:idp/dba");
    expect(waivedBy(after, waived.waiver.id).waiver?.owner).toBe(owner);
  }, 60_000);

  test("but not where somebody has done so meanwhile, or the waiver would not hold with that one", async () => {
    const waived = (await desk.judge()).report.findings.find(({ waiver }) => waiver !== undefined);
    if (!waived?.waiver) throw new Error("something is waived");
    const before = read(waivers);
    await expect(desk.plan([decision(waived, "assign", "person:nobody@acme.example")])).rejects.toMatchObject({
      problems: [{ details: [expect.stringMatching(/would waive nothing/)] }],
    });
    const at = before.indexOf(`id: ${waived.waiver.id}`);
    const theirs = before.slice(0, at) + before.slice(at).replace(/owner: .*/, `owner: ${ruth}`);
    writeFileSync(join(folder, waivers), theirs);
    await expect(desk.plan([decision(waived, "assign", "group:idp/dba")])).rejects.toMatchObject({
      problems: [{ details: [expect.stringMatching(/it was given to person:ruth\.keller@acme\.example meanwhile/)] }],
    });
    expect(read(waivers)).toBe(theirs);
  }, 60_000);
});
