// @module-tag long
import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Report } from "../../src/model/report.ts";
import { asOf, clean, collected, config, type Project, project, withLeaver } from "./small-project.ts";

async function check(made: Project, ...args: string[]): Promise<Report> {
  const { stdout, stderr, code } = await made.run("check", "--format", "json", ...args);
  if (!stdout.startsWith("{")) throw new Error(stderr);
  const report = Report.parse(JSON.parse(stdout));
  expect(code).toBe(report.exitCode);
  return report;
}

describe("a collection that failed after a good one", () => {
  test("is an obstacle with the age of what was judged instead, until it succeeds", async () => {
    const made = await collected(withLeaver);
    made.write({ "exports/forge.csv": "id,login\n1\n" });
    expect((await made.run("collect", "--as-of", asOf)).code).toBe(2);
    const report = await check(made, "--as-of", asOf);
    expect([report.exitCode, report.obstacles]).toEqual([
      2,
      [
        {
          code: "source-failed",
          source: "forge",
          text: "the last collection of forge on 2026-11-22T08:00:00Z failed: exports/forge.csv:1:1: A mapping names a column that the file does not have (and 2 more) [collect/unknown-column]; judged on records of 2026-11-22T06:00:00Z",
        },
      ],
    ]);
    expect(report.findings).not.toEqual([]);
    expect((await made.run("check", "--as-of", asOf)).stdout).toContain("the last collection of forge");
    expect((await made.run("snapshot", "show")).stdout).toContain("the last collection of forge on 2026");
    expect((await made.run("snapshot", "verify")).code).toBe(0);
    made.write({ "exports/forge.csv": clean["exports/forge.csv"] ?? "" });
    expect((await made.run("collect", "--as-of", asOf)).code).toBe(0);
    expect((await check(made, "--as-of", asOf)).obstacles).toEqual([]);
  });

  test("is a notice where the source is not required, even if it was never read", async () => {
    const made = await collected();
    made.write({ "entitlint.yaml": config.replace("  forge:\n", "  forge:\n    required: false\n") });
    rmSync(join(made.folder, "exports/forge.csv"));
    await made.run("collect", "--as-of", asOf);
    const report = await check(made, "--as-of", asOf);
    expect([report.exitCode, report.obstacles]).toEqual([0, []]);
    expect(report.notices).toContainEqual(expect.objectContaining({ code: "source-failed", app: "forge" }));
    await made.run("collect", "--to", "fresh", "--as-of", asOf);
    const never = await check(made, "--as-of", asOf, "--snapshot", "fresh");
    expect(never.notices.map(({ text }) => text)).toContainEqual(
      expect.stringContaining("nothing of it was ever read"),
    );
  });
});

describe("--as-of", () => {
  test("before every observation cannot be judged", async () => {
    const made = await collected();
    const report = await check(made, "--as-of", "2026-11-21");
    expect([report.exitCode, report.obstacles.map(({ code }) => code)]).toEqual([2, ["observed-later"]]);
    expect(report.obstacles[0]?.text).toContain(
      "nothing had been observed by 2026-11-21T23:59:59Z: what is judged was read from 2026-11-22T06:00:00Z on",
    );
  });

  test("before the observation of one system says which", async () => {
    const earlier = config.replace("2026-11-22T06:00:00Z", "2026-11-20T06:00:00Z");
    const made = await collected({ ...clean, "entitlint.yaml": earlier });
    const report = await check(made, "--as-of", "2026-11-21");
    expect(report.obstacles).toEqual([]);
    expect(report.notices.filter(({ code }) => code === "observed-later")).toEqual([
      {
        code: "observed-later",
        app: "forge",
        text: "forge was first read at 2026-11-22T06:00:00Z, after 2026-11-21T23:59:59Z: what is said of it is of a later time",
      },
    ]);
    expect((await check(made)).notices.map(({ code }) => code)).not.toContain("observed-later");
  });
});

describe("without a snapshot", () => {
  test.each([[["documents"]], [["documents", "--estate"]], [["links", "suggest"]]])(
    "%j says so, with 2",
    async (args) => {
      const { code, stderr } = await project(clean).run(...args);
      expect([code, stderr]).toEqual([
        2,
        expect.stringMatching(/^snapshots: there is no snapshot here.*\[snapshot\/none\]/),
      ]);
    },
  );

  test("a name that nothing has is a name of nothing for want of a snapshot", async () => {
    for (const args of [
      ["documents", "nobody"],
      ["explain", "ana"],
      ["links", "suggest", "--app", "forge"],
    ]) {
      const { code, stderr } = await project(clean).run(...args);
      expect([code, stderr]).toEqual([3, expect.stringMatching(/snapshot\/none[\s\S]*estate\/unknown-object/)]);
    }
  });

  test("what is declared is shown nevertheless; where nothing else is meant to be read that is no fault", async () => {
    const machine = {
      "access/identities/ci.yaml":
        'kind: service\naccounts: ["account:forge/main/9"]\nowner: person:ana\npurpose: x\nexpires: 2027-01-01\n',
    };
    const half = await project({ ...clean, ...machine }).run("documents");
    expect([half.code, half.stdout]).toEqual([2, expect.stringContaining('"nhi:ci"')]);
    expect(half.stderr).toContain("so only what is declared can be shown");
    const whole = await project({ ...machine, "entitlint.yaml": "version: 1\n" }).run("documents");
    expect(whole).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining('"nhi:ci"') });
  });
});

test("what shows says how old it is where a collection failed, and when time is before it", async () => {
  const made = await collected();
  rmSync(join(made.folder, "exports/forge.csv"));
  await made.run("collect", "--as-of", asOf);
  const explained = await made.run("explain", "ana");
  expect([explained.code, explained.stderr]).toEqual([
    0,
    expect.stringMatching(/^warning: the last collection of forge/),
  ]);
  expect((await made.run("documents", "--as-of", "2020-01-01")).stderr).toContain(
    "warning: nothing had been observed by",
  );
});

describe("a system that was taken out of the config", () => {
  const withoutForge = config.slice(0, config.indexOf("  forge:\n"));
  const told =
    "no source of the config reads forge, which the snapshot still holds, as it was at 2026-11-22T06:00:00Z: it is judged on. `entitlint collect --forget forge` takes it out.";

  test("is told by check and collect until it is forgotten", async () => {
    const made = await collected(withLeaver);
    made.write({ "entitlint.yaml": withoutForge });
    const report = await check(made, "--as-of", asOf);
    expect(report.notices).toContainEqual({ code: "source-not-configured", app: "forge", text: told });
    expect((await made.run("check", "--as-of", asOf)).stdout.replaceAll(/\s+/g, " ")).toContain(told);
    const collect = await made.run("collect", "--as-of", asOf);
    expect([collect.code, collect.stderr]).toEqual([0, expect.stringContaining(`warning: ${told}`)]);
    expect((await made.run("explain", "ben", "--as-of", asOf)).stderr).toContain(told);
    const forget = await made.run("collect", "--forget", "forge", "--as-of", asOf);
    expect([forget.code, forget.stderr]).toEqual([0, expect.not.stringContaining("still holds")]);
    expect((await check(made, "--as-of", asOf)).notices.map(({ code }) => code)).not.toContain("source-not-configured");
  });

  test("is one notice where another config collects them all", async () => {
    const made = await collected(withLeaver);
    made.write({ "entitlint.yaml": "version: 1\n" });
    expect((await check(made, "--as-of", asOf)).notices.filter(({ code }) => code === "source-not-configured")).toEqual(
      [
        {
          code: "source-not-configured",
          text: "no source of the config reads what the snapshot holds (forge, idp): it is judged as it is",
        },
      ],
    );
  });
});

describe("a few statuses that nobody has explained", () => {
  const people = Array.from({ length: 12 }, (_, index) => `${index},u${index},U,${index < 2 ? "gone" : "on"}`);
  const accounts = people.map((row, index) => `${row.replace("gone", "on")},${index < 12 ? "dev" : ""}`);
  const files = {
    ...clean,
    "access/apps/forge.yaml": (clean["access/apps/forge.yaml"] ?? "").replace("person:ana", "person:u5"),
    "exports/idp.csv": `id,login,name,state\n${people.join("\n")}\n`,
    "exports/forge.csv": `id,login,name,state,role\n${accounts.join("\n")}\n`,
  };

  test("leave the rest judged, and are told first, with their number and the system, and last", async () => {
    const made = await collected(files);
    const report = await check(made, "--as-of", asOf);
    expect([report.exitCode, report.findings, report.unknowns.length]).toEqual([0, [], 4]);
    expect(report.notices).toEqual([
      {
        code: "status-unknown",
        app: "idp",
        text: '2 of 12 identities of idp have a status that is not understood ("gone"): whether they have left is undecided, which is no pass. Say in the config what it means, and collect again.',
      },
    ]);
    const { stdout } = await made.run("check", "--as-of", asOf);
    const text = stdout.replaceAll(/\s+/g, " ");
    expect(text).toContain("Read this first ! 2 of 12 identities of idp have a status that is not understood");
    expect(text).toContain(
      "exit code 0: judged, nothing at or above the gate, but 4 cases are undecided, which is no pass",
    );
  });

  test("of accounts too", async () => {
    const odd = files["exports/forge.csv"].replace("u3,U,on", "u3,U,\u001b[31mweird").replace("u4,U,on", "u4,U,");
    const made = await collected({
      ...files,
      "exports/idp.csv": files["exports/idp.csv"].replaceAll("gone", "on"),
      "exports/forge.csv": odd,
    });
    const { exitCode, notices } = await check(made, "--as-of", asOf);
    expect([exitCode, notices.map(({ code, app, text }) => [code, app, text.split(":")[0]])]).toEqual([
      0,
      [
        [
          "status-unknown",
          "forge",
          '2 of 12 accounts of forge have a status that is not understood (none, "\\u001b[31mweird")',
        ],
      ],
    ]);
  });
});
