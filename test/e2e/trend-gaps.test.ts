// @module-tag long
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Trend } from "../../src/model/trend.ts";
import { extent, sampleOf } from "../everything.ts";
import { clean, collected, project, runIn } from "./small-project.ts";
import { accounts, configAt, history, people } from "./trend-history.ts";

const at = (date: string) => `2026-11-${date}T06:00:00Z`;
const benIsGone = people({ ana: "on", ben: "off" });
const benIsOut = accounts({ ana: "on", ben: "none" });

const states = ({ snapshots }: Trend) =>
  snapshots.map(({ collectedAt, state }) => `${collectedAt?.slice(8, 10)} ${state}`);
const told = ({ findings }: Trend) =>
  findings.map(({ name, state, firstSeen, mendedAt }) => [name, state, firstSeen.slice(8, 10), mendedAt?.slice(8, 10)]);

/** What may lie in a commit, by the file that is wrong, what becomes of it, and what is said of it. */
const broken: readonly (readonly [string, string, (text: string) => string | undefined, string])[] = [
  [
    "another version of the format",
    "snapshots/manifest.json",
    (text: string) => JSON.stringify({ ...JSON.parse(text), version: 9 }),
    "snapshot/manifest-version",
  ],
  [
    "a manifest that is cut off",
    "snapshots/manifest.json",
    (text: string) => text.slice(0, 300),
    "its manifest cannot be read",
  ],
  ["a broken config", "entitlint.yaml", () => "version: 1\nsources: [", "[input/does-not-parse]"],
  ["broken access files", "access/apps/forge.yaml", () => "owner: 7\n", "access/"],
  ["no config", "entitlint.yaml", () => undefined, "there is no entitlint.yaml in this commit"],
];

async function foundOnThe4th() {
  const made = history();
  await made.snapshot(at("02"));
  await made.snapshot(at("03"), { "exports/idp.csv": benIsGone });
  await made.snapshot(at("04"), { "exports/idp.csv": benIsGone });
  return made;
}

describe("snapshots that cannot be judged", () => {
  test("are gaps, and nothing is mended in them", async () => {
    const made = history({ "exports/idp.csv": benIsGone });
    await made.snapshot(at("02"));
    await made.snapshot(at("09"), { "exports/forge.csv": benIsOut });
    const file = "snapshots/forge/account.ndjson";
    const good = readFileSync(join(made.folder, file), "utf8");
    made.write({ [file]: "" });
    made.git("add", "--all");
    made.git("commit", "--quiet", "--amend", "--no-edit");
    made.write({ [file]: good });
    await made.snapshot(at("17"), { "exports/forge.csv": accounts({ ana: "on", ben: "on" }) });
    const trend = await made.trend();
    expect(states(trend)).toEqual(["02 judged", "09 gap", "17 judged"]);
    expect(trend.snapshots[1]?.why).toContain("snapshot/altered");
    expect(told(trend)).toEqual([["Ben", "open", "02", undefined]]);
    expect(trend.weeks.map(({ week, judged, gaps, all }) => [week, judged, gaps, all?.open])).toEqual([
      ["2026-W45", 1, 0, 1],
      ["2026-W46", 0, 1, undefined],
      ["2026-W47", 1, 0, 1],
    ]);
    const { code, stdout } = await made.run("report", "trend");
    expect(code).toBe(0);
    expect(stdout).toContain("1 snapshot could not be judged: of these nothing is known.");
    expect(stdout).toMatch(/2026-W46 +\? +\? +\? +\? +\? +\?/);
  });

  test.each(sampleOf(broken, 2))(
    `%s at the end leaves unknown how things stand: exit code 2 (${extent})`,
    async (_, file, change, why) => {
      const made = await foundOnThe4th();
      await made.snapshot(at("06"), { "exports/forge.csv": benIsOut });
      const good = readFileSync(join(made.folder, file), "utf8");
      const bad = change(good);
      if (bad === undefined) rmSync(join(made.folder, file));
      else made.write({ [file]: bad });
      made.git("add", "--all");
      made.git("commit", "--quiet", "--amend", "--no-edit");
      // The work tree has to say by what is judged.
      if (!file.startsWith("snapshots/")) made.write({ [file]: good });
      const { code, stdout } = await made.run("report", "trend", "--format", "json");
      const trend: Trend = JSON.parse(stdout);
      expect([code, trend.exitCode, trend.snapshots.at(-1)?.state]).toEqual([2, 2, "gap"]);
      expect(trend.snapshots.at(-1)?.why).toContain(why);
      expect(told(trend)).toEqual([["Ben", "open", "04", undefined]]);
      const page = await made.run("report", "trend", "--format", "html");
      expect(page.stdout).toContain("how things stand now is not known");
    },
  );

  test("one of the future is a gap, and one that is not committed is left out", async () => {
    const made = await foundOnThe4th();
    await made.snapshot("2026-12-24T06:00:00Z", { "exports/forge.csv": benIsOut });
    const { code, stdout } = await made.run("report", "trend", "--format", "json");
    const last = (JSON.parse(stdout) as Trend).snapshots.at(-1);
    expect([code, last?.state]).toEqual([2, "gap"]);
    expect(last?.why).toContain("collected at 2026-12-24T06:00:00Z, which is still to come");
    made.git("reset", "--quiet", "--hard", "HEAD^");
    made.write({ "entitlint.yaml": configAt(at("06")), "exports/forge.csv": benIsOut });
    await made.run("collect", "--as-of", at("06"));
    const trend = await made.trend();
    expect(trend.notices).toEqual(["the snapshot in snapshots is not committed, and left out"]);
    expect(told(trend)).toEqual([["Ben", "open", "04", undefined]]);
  });
});

describe("the history", () => {
  test("is in the order in which snapshots were collected, whatever commits say of their time, and each once", async () => {
    const made = history();
    await made.snapshot(at("02"), {}, at("12"));
    await made.snapshot(at("04"), { "exports/idp.csv": benIsGone }, at("11"));
    // A branch that collected between, and came later.
    await made.snapshot(at("08"), { "exports/idp.csv": benIsGone }, at("10"));
    made.git("checkout", "--quiet", "-b", "late", "HEAD^");
    await made.snapshot(at("06"), { "exports/idp.csv": benIsGone }, at("09"));
    await made.snapshot(at("07"), { "exports/forge.csv": benIsOut }, at("09"));
    made.git("checkout", "--quiet", "main");
    made.git("merge", "--quiet", "--strategy=ours", "--no-ff", "--message=merge", "late");
    made.git("checkout", "late", "--", ".");
    made.commit(at("13"));
    const trend = await made.trend();
    expect(states(trend)).toEqual(["02 judged", "04 judged", "07 judged", "08 judged"]);
    expect(trend.notices).toEqual([
      "1 snapshot of merged branches never stood on this one, because another had taken the place of each before the merge: left out",
    ]);
    // It was out on the 7th, and back on the 8th.
    expect(told(trend)).toEqual([["Ben", "open", "08", undefined]]);
  });

  test("goes on where the folder of the snapshot, or that of the config, had another name", async () => {
    const made = await foundOnThe4th();
    made.git("mv", "snapshots", "observed");
    made.write({ "entitlint.yaml": `${configAt(at("04"))}snapshot: observed\n` });
    made.commit(at("05"));
    await made.snapshot(at("06"), {
      "entitlint.yaml": `${configAt(at("06"))}snapshot: observed\n`,
      "exports/forge.csv": benIsOut,
    });
    expect(states(await made.trend())).toEqual(["02 judged", "03 judged", "04 judged", "06 judged"]);
    execFileSync("mkdir", [join(made.folder, "estate")]);
    made.git("mv", "entitlint.yaml", "access", "exports", "observed", "estate");
    made.commit(at("07"));
    const moved = await runIn(join(made.folder, "estate"), ["report", "trend", "--format", "json"]);
    const trend: Trend = JSON.parse(moved.stdout);
    expect(states(trend)).toEqual(["02 judged", "03 judged", "04 judged", "06 judged"]);
    expect(told(trend)).toEqual([["Ben", "mended", "04", "06"]]);
  });

  test("what was declared then is what counts, and what was declared since shows with the next snapshot", async () => {
    const made = await foundOnThe4th();
    const waiver = {
      "access/waivers/2026.yaml":
        "- id: w-1\n  rule: grant-no-active-record\n  object: grant:forge/main/2:dev\n  kind: accepted-risk\n  owner: person:ana\n  approver: person:ana2\n  reason: handing over\n  created: 2026-11-04\n  until: 2026-11-20\n",
    };
    made.write(waiver);
    made.commit(at("05"));
    const before = await made.trend();
    expect([told(before), before.notices]).toEqual([
      [["Ben", "open", "04", undefined]],
      [
        "access files or config were changed by 1 commit since the newest snapshot came: what that mends shows with the next one, and in `entitlint check` now",
      ],
    ]);
  });
});

describe("what cannot be told", () => {
  test("no repository, no commit, no snapshot, and a shallow clone are told, and nothing else", async () => {
    const bare = await collected();
    const outside = await bare.run("report", "trend");
    expect([outside.code, outside.stdout]).toEqual([3, ""]);
    expect(outside.stderr).toContain("[repository/not-a-repository]");
    const made = history();
    const unborn = await made.run("report", "trend");
    expect([unborn.code, unborn.stdout]).toEqual([2, ""]);
    expect(unborn.stderr).toContain("[snapshot/none]");
    made.commit(at("02"));
    expect((await made.run("report", "trend")).code).toBe(2);
    await made.snapshot(at("02"));
    await made.snapshot(at("03"), { "exports/idp.csv": benIsGone });
    const clone = mkdtempSync(join(tmpdir(), "entitlint-clone-"));
    onTestFinished(() => rmSync(clone, { recursive: true, force: true }));
    execFileSync("git", ["clone", "--quiet", "--depth=1", `file://${made.folder}`, clone]);
    const shallow = await runIn(clone, ["report", "trend"]);
    expect([shallow.code, shallow.stdout]).toEqual([3, ""]);
    expect(shallow.stderr).toContain("[repository/shallow]");
  });

  test("a span in which nothing lies is no good news", async () => {
    const made = await foundOnThe4th();
    const { code, stdout } = await made.run("report", "trend", "--from", "2026-11-10");
    expect(code).toBe(2);
    expect(stdout).toContain("0 snapshots judged");
    const early = await made.trend("--from", "2026-10-01", "--to", "2026-11-30");
    expect(early.notices).toEqual([
      "--to 2026-11-30 is still to come, so that the span is not over",
      "the history of snapshots begins on 2026-11-02: of the days before, from 2026-10-01 on, nothing is known",
    ]);
    expect(early.weeks[0]?.week).toBe("2026-W45");
  });

  test.each([
    [["--from", "2026-02-30"], "Write a date"],
    [["--from", "2026-11-09", "--to", "2026-11-01"], "--from 2026-11-09 is later than --to 2026-11-01"],
    [["--from", "2027-01-01"], "--from 2027-01-01 is still to come: today is 2026-11-22"],
    [["--every", "year"], "Allowed choices are snapshot, day, week, month"],
    [["--rule-timeout", "0"], "--rule-timeout cannot be"],
  ])("%j is refused", async (args, why) => {
    const made = project(clean);
    const { code, stdout, stderr } = await made.run("report", "trend", ...args);
    expect([code, stdout]).toEqual([3, ""]);
    expect(stderr).toContain(why);
  });
});
