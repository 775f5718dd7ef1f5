// @module-tag long
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CommandContext } from "../../src/commands/context.ts";
import { openDesk } from "../../src/commands/triage/desk.ts";
import type { Finding } from "../../src/model/report.ts";
import type { Decision } from "../../src/triage/model/decision.ts";
import type { Desk } from "../../src/triage/model/desk.ts";

const root = resolve(import.meta.dirname, "../..");
const asOf = readFileSync(join(root, "examples/acme/as-of.txt"), "utf8").trim();
const file = "access/notes.yaml";
let folder = "";
let desk: Desk;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "entitlint-notes-"));
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

const read = () => readFileSync(join(folder, file), "utf8");
const findings = async () => (await desk.judge()).report.findings;
const noteOn = (about: Finding | undefined, note: string): Decision => {
  if (!about) throw new Error("there is no such finding");
  return { about, kind: "note", note, owner: "", until: "" };
};
const line = ({ fingerprint, rule, reason, app }: Finding, note: string) =>
  `- { fingerprint: "${fingerprint}", found: { rule: "${rule}", reason: "${reason}", app: "${app}" }, note: "${note}" }`;
const plan = (...decisions: readonly Decision[]) => desk.plan(decisions);
const refused = (why: RegExp) => ({ problems: [{ details: [expect.stringMatching(why)] }] });

describe("notes are written", () => {
  test("sorted, one line each, in the place of what was there; comments stay, and the check ends as before", async () => {
    const before = (await desk.judge()).report;
    const [a, b, c] = before.findings.slice(0, 3).toSorted((one, two) => (one.fingerprint < two.fingerprint ? -1 : 1));
    if (!a || !b || !c) throw new Error("the example has findings");
    const made = await plan(noteOn(c, "third: #1"), noteOn(a, "first"));
    expect(made.does).toEqual(["2 notes written."]);
    expect(made.files).toEqual([file]);
    await made.write();
    const [head, ...lines] = read().trimEnd().split("\n");
    expect(head).toMatch(/^# yaml-language-server: .*access-notes\.schema\.json$/);
    expect(lines).toEqual([line(a, "first"), line(c, "third: #1")]);
    writeFileSync(join(folder, file), `${head}\n${lines[0]} # until Ana is back\n# the odd one\n${lines[1]}\n`);
    const [noted, , other] = await Promise.all(
      [a, b, c].map(async ({ fingerprint }) => (await findings()).find((one) => one.fingerprint === fingerprint)),
    );
    const changed = await plan(noteOn(noted, "first again"), noteOn(b, "second"), noteOn(other, ""));
    expect(changed.does).toEqual(["2 notes written.", "1 note taken away."]);
    await changed.write();
    expect(read()).toBe(
      `${head}\n${line(a, "first again")} # until Ana is back\n${line(b, "second")}\n# the odd one\n`,
    );
    const { notes, ...after } = (await desk.judge()).report;
    expect(notes).toEqual({ entries: 2, unproven: 0, stale: [] });
    expect([after.exitCode, after.counts, after.findings.map(({ fingerprint }) => fingerprint)]).toEqual([
      ...[before.exitCode, before.counts, before.findings.map(({ fingerprint }) => fingerprint)],
    ]);
  }, 60_000);

  test("beside a decision on the same finding, each in its file", async () => {
    const due = (await findings()).find(({ severity, waiver }) => severity === "high" && !waiver);
    const putOff: Decision = { ...noteOn(due, ""), kind: "baseline", owner: "group:idp/platform", until: "2027-01-31" };
    const { note: _, ...decision } = putOff;
    const made = await plan(decision, noteOn(due, "asked the vendor"));
    expect(made.files).toEqual(["access/baseline.yaml", file]);
    await made.write();
    const after = (await findings()).find(({ fingerprint }) => fingerprint === due?.fingerprint);
    expect([after?.baseline?.state, after?.note]).toEqual(["open", "asked the vendor"]);
  }, 60_000);
});

describe("notes are refused", () => {
  test("on what is another thing now, or has another note", async () => {
    const [first] = await findings();
    if (!first) throw new Error("the example has findings");
    const as = (more: Partial<Finding>) => plan(noteOn({ ...first, ...more }, "mine"));
    await expect(as({ severity: "info" })).rejects.toMatchObject(refused(/was info when this was decided/));
    await expect(as({ fingerprint: "f".repeat(64) })).rejects.toMatchObject(refused(/it is found no more/));
    await expect(as({ note: "seen" })).rejects.toMatchObject(refused(/its note is gone/));
    writeFileSync(join(folder, file), `${line(first, "theirs")}\n`);
    await expect(as({})).rejects.toMatchObject(refused(/its note says meanwhile: theirs/));
    expect(read()).toBe(`${line(first, "theirs")}\n`);
  }, 60_000);

  test.each([
    ["n".repeat(501), [{ field: "note", message: "must have at most 500 characters" }]],
    ["a\u0007", [{ field: "note", message: "must be one line, without control characters" }]],
    ["n".repeat(500), []],
    ["", []],
  ])(
    "in the form where they are no text for the file: %j",
    async (note, problems) => {
      const { ground } = await desk.judge();
      expect(ground.problemsOf({ kind: "note", note, owner: "", until: "" })).toEqual(problems);
    },
    60_000,
  );
});
