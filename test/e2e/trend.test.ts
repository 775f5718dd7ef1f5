// @module-tag long
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Trend } from "../../src/model/trend.ts";
import { config } from "./small-project.ts";
import { accounts, configAt, type History, history, people } from "./trend-history.ts";

const day = 86_400;
const at = (date: string) => `2026-11-${date}T06:00:00Z`;

/** Name, state, when it was first seen and mended, of each finding about a grant, in the order of the names. */
const told = ({ findings }: Trend) =>
  findings
    .filter(({ object }) => object.startsWith("grant:"))
    .map(({ name, state, firstSeen, mendedAt }) => [name, state, firstSeen.slice(8, 10), mendedAt?.slice(8, 10)])
    .toSorted();

const everybody = { ana: "on", ben: "on", carl: "on", dora: "on", elsa: "on" };
const without = (...names: string[]) => ({
  ...everybody,
  ...Object.fromEntries(names.map((name) => [name, "none"])),
});
const gone = (...names: string[]) => ({ ...everybody, ...Object.fromEntries(names.map((name) => [name, "off"])) });

/**
 * Carl had gone before anybody looked. Ben goes on the 6th and is in time until the next day: he is found on the 9th, and mended on
 * the 11th. Dora and Elsa go on the 11th, are found on the 13th, and mended on the 17th, with Carl.
 */
async function threeWeeks(): Promise<History> {
  const made = history({ "exports/forge.csv": accounts(everybody) });
  await made.snapshot(at("02"), { "exports/idp.csv": people(gone("carl")) });
  await made.snapshot(at("06"), { "exports/idp.csv": people(gone("carl", "ben")) });
  await made.snapshot(at("09"));
  await made.snapshot(at("11"), {
    "exports/idp.csv": people(gone("carl", "ben", "dora", "elsa")),
    "exports/forge.csv": accounts(without("ben")),
  });
  await made.snapshot(at("13"));
  await made.snapshot(at("17"), { "exports/forge.csv": accounts(without("ben", "carl", "dora", "elsa")) });
  return made;
}

/** Ben has gone, and is found on the 4th. */
async function withBen(): Promise<History> {
  const made = history();
  await made.snapshot(at("02"));
  await made.snapshot(at("03"), { "exports/idp.csv": people({ ana: "on", ben: "off" }) });
  await made.snapshot(at("05"));
  return made;
}

describe("report trend", () => {
  test("counts what is known alone into mean and median, and tells the rest apart", async () => {
    const trend = await (await threeWeeks()).trend();
    expect(told(trend)).toEqual([
      ["Ben", "mended", "09", "11"],
      ["Carl", "mended", "02", "17"],
      ["Dora", "mended", "13", "17"],
      ["Elsa", "mended", "13", "17"],
    ]);
    const apart = { atLeast: 0, atMost: 0, cannotSay: 0 };
    // 3, 2 and 2 days; 2, 4 and 4 days; Carl was there from the start.
    expect(trend.detect).toEqual({
      ...apart,
      count: 3,
      meanSeconds: (7 * day) / 3,
      medianSeconds: 2 * day,
      cannotSay: 1,
    });
    expect(trend.mend).toEqual({ ...apart, count: 3, meanSeconds: (10 * day) / 3, medianSeconds: 4 * day, atLeast: 1 });
    expect(trend.weeks.map(({ week, all }) => [week, all?.new, all?.cameToLight, all?.mended, all?.open])).toEqual([
      ["2026-W45", 0, 0, 0, 1],
      ["2026-W46", 3, 0, 1, 3],
      ["2026-W47", 0, 0, 3, 0],
    ]);
    expect(trend.weeks[1]?.bySeverity?.high).toEqual({ new: 3, cameToLight: 0, mended: 1, open: 3 });
    expect(trend.apps.map(({ id, new: added, mended, mend }) => [id, added, mended, mend.medianSeconds])).toEqual([
      ["forge", 3, 4, 4 * day],
    ]);
    expect(trend.rules.map(({ id }) => id)).toEqual(["grant-no-active-record"]);
  });

  test("what is there before the span is not new in it, and what --every leaves out is told", async () => {
    const made = await threeWeeks();
    const trend = await made.trend("--from", "2026-11-10", "--to", "2026-11-15");
    expect(told(trend)).toEqual([
      ["Ben", "mended", "09", "11"],
      ["Carl", "open", "09", undefined],
      ["Dora", "open", "13", undefined],
      ["Elsa", "open", "13", undefined],
    ]);
    expect(trend.weeks.map(({ week, all }) => [week, all?.new, all?.mended, all?.open])).toEqual([
      ["2026-W46", 2, 1, 3],
    ]);
    expect(trend.snapshots.map(({ collectedAt, before }) => [collectedAt, before])).toEqual([
      [at("09"), true],
      [at("11"), undefined],
      [at("13"), undefined],
    ]);
    expect(trend.leftOut).toEqual({ byEvery: 0, outside: 4 });
    const weekly = await made.trend("--every", "week");
    expect(weekly.snapshots.map(({ collectedAt }) => collectedAt)).toEqual([at("06"), at("13"), at("17")]);
    // Ben came and went between two that were looked at.
    expect(told(weekly).map(([name]) => name)).toEqual(["Carl", "Dora", "Elsa"]);
    expect(weekly.leftOut).toEqual({ byEvery: 3, outside: 0 });
    const { stdout } = await made.run("report", "trend", "--every", "week");
    expect(stdout).toContain("3 snapshots left out by --every week");
  });

  test("what was not read any more is neither mended nor open, and its time is not counted once it is", async () => {
    const made = await withBen();
    const [withoutForge = ""] = config.split("  forge:");
    made.write({ "entitlint.yaml": configAt(at("07"), withoutForge) });
    const forgotten = await made.run("collect", "--forget", "forge", "--as-of", at("07"));
    expect([forgotten.code, forgotten.stderr]).toEqual([0, expect.any(String)]);
    made.commit(at("07"));
    const blind = await made.trend();
    expect(told(blind)).toEqual([["Ben", "not-observable", "05", undefined]]);
    expect(blind.findings.find(({ name }) => name === "Ben")).toMatchObject({
      lastSeen: at("05"),
      ageSeconds: 2 * day,
    });
    expect(blind.weeks.at(-1)?.all).toMatchObject({ mended: 0, notObservable: 1 });
    expect(blind.apps.find(({ id }) => id === "forge")).toMatchObject({ mended: 0, notObservable: 1 });
    expect([blind.mend.count, blind.mend.cannotSay]).toEqual([0, 0]);
    await made.snapshot(at("09"), { "exports/forge.csv": accounts({ ana: "on", ben: "none" }) });
    const seen = await made.trend();
    expect(told(seen)).toEqual([["Ben", "mended", "05", "09"]]);
    expect(seen.findings.find(({ name }) => name === "Ben")?.episodes).toMatchObject([
      { unseenBefore: true, mend: { kind: "cannot-say" } },
    ]);
    const { mend } = seen.rules.find(({ id }) => id === "grant-no-active-record") ?? {};
    expect(mend).toEqual({ count: 0, atLeast: 0, atMost: 0, cannotSay: 1 });
  });

  test("a reading that failed mends nothing, although its earlier records stand", async () => {
    const made = await withBen();
    made.write({ "entitlint.yaml": configAt(at("07")), "exports/idp.csv": people({ ana: "on", ben: "on" }) });
    made.write({ "exports/forge.csv": 'nothing,of,this\n"is a table' });
    const failed = await made.run("collect", "--as-of", at("07"));
    expect(failed.code).not.toBe(0);
    made.commit(at("07"));
    expect(told(await made.trend())).toEqual([["Ben", "not-observable", "05", undefined]]);
    await made.snapshot(at("08"), { "exports/forge.csv": accounts({ ana: "on", ben: "on" }) });
    expect(told(await made.trend())).toEqual([["Ben", "mended", "05", "08"]]);
  });

  test("what a source shows that was not read before has come to light, and is not new", async () => {
    const made = history({ "exports/idp.csv": people({ ana: "on", ben: "off" }) });
    const [withoutForge = ""] = config.split("  forge:");
    await made.snapshot(at("02"), { "entitlint.yaml": configAt(at("02"), withoutForge) });
    await made.snapshot(at("05"));
    const trend = await made.trend();
    const ben = trend.findings.find(({ name }) => name === "Ben");
    expect(ben?.episodes.map(({ arrival }) => arrival)).toEqual(["came-to-light"]);
    expect(trend.weeks[0]?.all).toMatchObject({ new: 0, cameToLight: 1 });
  });

  test("one that comes back is there a second time, and nobody says since when", async () => {
    const made = await withBen();
    await made.snapshot(at("07"), { "exports/forge.csv": accounts({ ana: "on", ben: "none" }) });
    await made.snapshot(at("10"), { "exports/forge.csv": accounts({ ana: "on", ben: "on" }) });
    const trend = await made.trend();
    expect(trend.findings.map(({ state, ageSeconds }) => [state, ageSeconds])).toEqual([["open", 0]]);
    expect(trend.findings[0]?.episodes.map(({ detect, mend }) => [detect, mend])).toEqual([
      [
        { kind: "known", seconds: 2 * day },
        { kind: "known", seconds: 2 * day },
      ],
      [{ kind: "cannot-say" }, undefined],
    ]);
  });

  test("the settings of today judge every snapshot, so that a change of them is no event", async () => {
    const made = await withBen();
    const rules = "rules:\n  grant-no-active-record: {level: critical}\n";
    made.write({ "entitlint.yaml": `${configAt(at("05"))}${rules}` });
    const graver = await made.trend();
    expect(graver.findings.map(({ severity }) => severity)).toEqual(["critical"]);
    expect(graver.weeks[0]?.bySeverity?.critical.open).toBe(1);
    expect(graver.notices).toEqual([]);
    made.write({ "entitlint.yaml": `${configAt(at("05"))}${rules.replace("{level: critical}", "{level: off}")}` });
    expect((await made.trend()).findings.map(({ rule }) => rule)).toEqual(["leaver-account-enabled"]);
  });

  test("what was judged is kept: the same bytes with and without, and nobody else may read it", async () => {
    const made = await withBen();
    const first = await made.run("report", "trend", "--format", "json", "--no-cache");
    expect(keptStates(made)).toEqual([]);
    expect(await made.run("report", "trend", "--format", "json")).toEqual(first);
    const kept = keptStates(made);
    expect(kept.map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600, 0o600]);
    // What was kept is what is told: of a state without findings nothing is.
    for (const file of kept) writeFileSync(file, withoutFindings(readFileSync(file)));
    const { findings } = await made.trend();
    expect([findings, told(JSON.parse(first.stdout))]).toEqual([[], [["Ben", "open", "05", undefined]]]);
    // One that is damaged is judged again.
    for (const file of kept) writeFileSync(file, "damaged");
    expect(await made.run("report", "trend", "--format", "json")).toEqual(first);
  });
});

function keptStates({ kept }: History): string[] {
  const folder = join(kept, "judged");
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => join(entry.parentPath, entry.name)).toSorted();
}

/** A kept state in which nothing was found, with the digest that it is kept under. */
function withoutFindings(kept: Buffer): Buffer {
  const state = Buffer.from(JSON.stringify({ ...JSON.parse(kept.subarray(32).toString()), findings: [] }));
  return Buffer.concat([createHash("sha256").update(state).digest(), state]);
}
