import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { everything } from "../everything.ts";
import { changesOf, cloned, estate, machine, type PullRequest, pullRequest, uncollected } from "./pull-request.ts";
import { asOf, collected } from "./small-project.ts";

const leaver = { "teams/core.yaml": "members:\n  - {id: 1, role: dev}\n  - {id: 2, role: admin}\n" };

describe("what a pull request does is told apart from what was there", { timeout: 120_000 }, () => {
  test("nothing: what was there already fails nothing", async () => {
    const pr = await pullRequest();
    const report = await pr.report();
    expect(report.exitCode).toBe(0);
    expect(new Set(report.findings.map(({ change }) => change))).toEqual(new Set(["pre-existing"]));
    expect(report.compared?.counts).toMatchObject({ introduced: 0, gated: 0, preExisting: report.findings.length });
    expect(report.impact).toBeUndefined();
    const plain = await pr.run("check");
    expect(plain.code).toBe(1);
  });

  test("access that it declares for somebody who has left", async () => {
    const pr = await pullRequest();
    pr.commit(leaver);
    const report = await pr.report();
    expect(report.exitCode).toBe(1);
    expect(changesOf(report, "introduced")).toMatchInlineSnapshot(`
      [
        "introduced grant-no-active-record grant:forge/main/team:2:admin",
      ]
    `);
    expect(report.compared?.counts.gated).toBe(1);
    const { stdout, code } = await pr.run("check", "--base", "main");
    expect(code).toBe(1);
    expect(stdout).toContain("[introduced]");
    expect(stdout).toContain("there already (--all shows them)");
    expect(stdout).not.toContain("ghost");
    expect((await pr.run("check", "--base", "main", "--all")).stdout).toContain("account:forge/main/7");
  });

  test("what it mends, in a file that it renames as well", async () => {
    const pr = await pullRequest({ ...estate, "access/identities/ci.yaml": machine("person:ben") });
    pr.commit({ "access/identities/ci.yaml": undefined, "access/identities/builders.yaml": machine("person:ana") });
    const report = await pr.report();
    expect(report.exitCode).toBe(0);
    expect(changesOf(report, "fixed", "introduced", "changed")).toEqual(["fixed nhi-owner-inactive nhi:ci"]);
    expect((await pr.run("check", "--base", "main")).stdout).toContain("Fixed");
  });

  test.runIf(everything)("a file that is renamed changes no finding", async () => {
    const pr = await pullRequest({ ...estate, "access/identities/ci.yaml": machine("person:ben") });
    pr.commit({ "access/identities/ci.yaml": undefined, "access/identities/builders.yaml": machine("person:ben") });
    expect(changesOf(await pr.report(), "fixed", "introduced", "changed")).toEqual([]);
  });

  test.runIf(everything)("what is wrong for another reason now", async () => {
    const pr = await pullRequest({ ...estate, "access/identities/ci.yaml": machine("person:ben") });
    pr.commit({ "access/identities/ci.yaml": machine("person:nobody-of-that-name") });
    const report = await pr.report();
    expect(changesOf(report, "fixed", "introduced", "changed")).toEqual(["changed nhi-owner-inactive nhi:ci"]);
    const [finding] = report.findings.filter(({ change }) => change === "changed");
    expect(finding).toMatchObject({ reason: "unresolved", before: { reason: "inactive", severity: "high" } });
    expect(report.exitCode).toBe(0);
  });

  test("what has only fallen due since the base was collected", async () => {
    const stub =
      "- id: nhi:ci\n  kind: service\n  accounts: [account:forge/main/9]\n  ownerProposed: {who: person:ana}\n  decideBy: 2026-11-25\n";
    const pr = await pullRequest({ ...estate, "access/identities/ci.yaml": stub });
    expect(changesOf(await pr.report(), "introduced", "fallen-due")).toEqual([]);
    const due = await pr.report("--as-of", "2026-12-24T08:00:00Z");
    expect(changesOf(due, "introduced")).toEqual([]);
    expect(changesOf(due, "fallen-due")).toEqual(["fallen-due nhi-no-expiry nhi:ci", "fallen-due nhi-no-owner nhi:ci"]);
    expect(due.compared?.baseAsOf).toBe(asOf);
    expect(due.exitCode).toBe(0);
  });

  test("a work tree that is not committed is judged as it is", async () => {
    const pr = await pullRequest();
    pr.write(leaver);
    expect((await pr.report()).exitCode).toBe(1);
  });

  test.runIf(everything)("a source that has become stale is a notice", async () => {
    const fresh = estate["access/apps/forge.yaml"].concat("freshness: {schedule: daily, max: PT30M}\n");
    const pr = await pullRequest({ ...estate, "access/apps/forge.yaml": fresh });
    const report = await pr.report();
    expect(report.obstacles).toEqual([]);
    expect(report.notices.filter(({ code }) => code === "source-stale").map(({ app }) => app)).toEqual(["forge"]);
    expect(report.exitCode).toBe(0);
    expect((await pr.run("check")).code).toBe(2);
  });
});

describe("with what it is compared", { timeout: 120_000 }, () => {
  test.runIf(everything)(
    "with where the branches part, by the rules and the snapshot of the base as it is now",
    async () => {
      const pr = await pullRequest();
      pr.git("checkout", "--quiet", "main");
      pr.commit(leaver);
      pr.git("checkout", "--quiet", "pr");
      pr.commit({ "README.md": "a change of something else\n" });
      const report = await pr.report();
      expect(changesOf(report, "introduced", "fixed")).toEqual([]);
      expect(report.compared?.mergeBase).not.toBe(report.compared?.base.commit);
      pr.git("merge", "--quiet", "main", "--message=merge");
      const merged = await pr.report();
      expect(changesOf(merged, "introduced", "fixed")).toEqual([]);
      expect(merged.compared?.mergeBase).toBe(merged.compared?.base.commit);
    },
  );

  test.runIf(everything)("an old branch is judged by the rules that the base has now", async () => {
    const pr = await pullRequest({ ...estate, "entitlint.yaml": `${estate["entitlint.yaml"]}failOn: critical\n` });
    pr.commit(leaver);
    expect((await pr.report()).exitCode).toBe(0);
    pr.git("checkout", "--quiet", "main");
    pr.commit({ "entitlint.yaml": estate["entitlint.yaml"] });
    pr.git("checkout", "--quiet", "pr");
    const report = await pr.report();
    expect(report.exitCode).toBe(1);
    expect(report.impact).toBeUndefined();
  });

  test("a shallow clone that lacks the place where they part says what to fetch", async () => {
    const pr = await pullRequest();
    pr.git("checkout", "--quiet", "main");
    for (const text of ["one", "two", "three"]) pr.commit({ "README.md": text });
    pr.git("checkout", "--quiet", "pr");
    for (const text of ["four", "five", "six"]) pr.commit({ "NOTES.md": text });
    const shallow = cloned(pr, "--depth=2", "--no-single-branch", "--branch=pr");
    const { code, stderr } = await shallow.run("check", "--base", "origin/main");
    expect(code).toBe(3);
    expect(stderr).toContain("repository/shallow");
    expect(stderr).toContain("fetch-depth: 0");
    shallow.git("fetch", "--quiet", "--unshallow");
    expect((await shallow.run("check", "--base", "origin/main")).code).toBe(0);
  });

  test.runIf(everything)("a shallow clone of the merge result holds what it takes", async () => {
    const pr = await pullRequest();
    pr.commit(leaver);
    pr.git("checkout", "--quiet", "main");
    pr.commit({ "README.md": "meanwhile\n" });
    pr.git("checkout", "--quiet", "-b", "result");
    pr.git("merge", "--quiet", "--no-ff", "pr", "--message=merge");
    const shallow = cloned(pr, "--depth=2", "--no-single-branch", "--branch=result");
    const report = await shallow.report("--base", "origin/main");
    expect(report.exitCode).toBe(1);
    expect(report.compared?.mergeBase).toBe(report.compared?.base.commit);
  });

  test("histories that have crossed: what one of the commits where they part declares was not there before", async () => {
    const pr = await pullRequest();
    pr.git("checkout", "--quiet", "main");
    pr.commit(leaver);
    pr.git("checkout", "--quiet", "-b", "taken-back");
    pr.commit({ "teams/core.yaml": estate["teams/core.yaml"] });
    pr.git("checkout", "--quiet", "-b", "other", "main");
    pr.commit({ "README.md": "something else\n" });
    pr.git("checkout", "--quiet", "-B", "main", "taken-back");
    pr.git("merge", "--quiet", "--no-ff", "other", "--message=merge");
    // The same two once more, so that the leaver is kept: both are the last that the branches share.
    pr.git("checkout", "--quiet", "-B", "pr", "other");
    pr.git("merge", "--quiet", "--no-ff", "--strategy=ours", "taken-back", "--message=merge");
    const { code, stderr } = await pr.run("check", "--base", "main");
    expect([code, stderr]).toEqual([3, expect.stringContaining("repository/crossed")]);

    pr.git("merge", "--quiet", "--strategy=ours", "main", "--message=merge");
    expect((await pr.report()).exitCode).toBe(1);
  });

  test("a branch of another origin, a revision that is none, and no repository", async () => {
    const pr = await pullRequest();
    pr.git("checkout", "--quiet", "--orphan", "stranger");
    pr.commit({ "README.md": "of another origin\n" });
    for (const [rev, said] of [
      ["", "--base is empty [usage/invalid] Name a revision, such as origin/main."],
      ["main", "repository/unrelated"],
      ["nowhere", "repository/unknown-revision"],
      [pr.git("rev-parse", "HEAD^{tree}").trim(), "is a folder or a file in the repository, and no commit"],
      ["--upload-pack=touch", "repository/unknown-revision"],
    ] as const) {
      const { code, stderr } = await pr.run("check", `--base=${rev}`);
      expect([code, stderr]).toEqual([3, expect.stringContaining(said)]);
    }
    const { code, stderr } = await (await collected(estate)).run("check", "--base", "main");
    expect([code, stderr]).toEqual([3, expect.stringContaining("repository/not-a-repository")]);
  });

  test("access files of the base that are broken keep no pull request from mending them", async () => {
    const pr = await pullRequest();
    pr.git("checkout", "--quiet", "main");
    pr.commit({ "access/identities/bad.yaml": "- id: [\n" });
    pr.git("checkout", "--quiet", "-B", "pr");
    pr.commit({ "access/identities/bad.yaml": undefined });
    const report = await pr.report();
    expect(report.exitCode).toBe(0);
    expect(report.notices.map(({ code }) => code)).toContain("base-broken");
  });

  test.runIf(everything)("a config of the base that is broken is an error that says whose it is", async () => {
    const pr = await pullRequest();
    pr.git("checkout", "--quiet", "main");
    pr.commit({ "entitlint.yaml": "version: 1\nsorces: {}\n" });
    pr.git("checkout", "--quiet", "-B", "pr");
    pr.commit({ "entitlint.yaml": estate["entitlint.yaml"] });
    const { code, stderr } = await pr.run("check", "--base", "main");
    expect([code, stderr]).toEqual([3, expect.stringContaining("in the base, main (")]);
  });
});

describe("the first run", { timeout: 120_000 }, () => {
  test("brings config, access files and a snapshot: what it shows was there, what it declares is its own", async () => {
    const pr = uncollected({ "README.md": "nothing yet\n" });
    pr.write(estate);
    await pr.run("collect", "--as-of", asOf);
    pr.commit({});
    const first = await pr.report();
    expect(first.exitCode).toBe(0);
    expect(first.compared).toMatchObject({ settings: "head", snapshot: "head" });
    expect(first.notices.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["base-without-config", "base-without-snapshot"]),
    );
    expect(changesOf(first).length).toBeGreaterThan(1);
    for (const line of changesOf(first)) expect(line).toMatch(/^introduced \(observed\) /);
    pr.commit(leaver);
    const second = await pr.report();
    expect(second.exitCode).toBe(1);
    expect(changesOf(second, "introduced").filter((line) => !line.includes("observed"))).toHaveLength(1);
  });

  test.runIf(everything)("brings the first snapshot to a base that has a config", async () => {
    const pr = uncollected(estate);
    await pr.run("collect", "--as-of", asOf);
    pr.commit({});
    const report = await pr.report();
    expect(report.exitCode).toBe(0);
    expect(report.notices.map(({ code }) => code)).toContain("base-without-snapshot");
    expect(report.compared?.settings).toBe("base");
  });

  test("brings a snapshot to a base whose own cannot be read, which is not called none", async () => {
    const pr = uncollected({ ...estate, "snapshots/manifest.json": "{" });
    rmSync(join(pr.folder, "snapshots"), { recursive: true });
    await pr.run("collect", "--as-of", asOf);
    pr.commit({});
    const { exitCode, notices } = await pr.report();
    expect(exitCode).toBe(0);
    expect(notices.map(({ code }) => code)).toContain("base-snapshot-unreadable");
    expect(notices.map(({ code }) => code)).not.toContain("base-without-snapshot");
  });

  test.runIf(everything)("brings the first access files, which decide nothing yet", async () => {
    const { "access/apps/forge.yaml": app, "access/identities/ci.yaml": _, ...bare } = estate;
    const pr = await pullRequest(bare);
    pr.commit({ "access/apps/forge.yaml": app });
    const report = await pr.report();
    expect(changesOf(report, "introduced", "fixed")).toEqual([]);
    expect(report.impact?.files).toEqual([
      { file: "access/apps/forge.yaml", change: "added", part: "apps", owners: [] },
    ]);
    expect(report.impact?.adds).toBeGreaterThan(0);
  });

  test("has neither: there is nothing to judge", async () => {
    const pr = uncollected(estate);
    expect((await pr.run("check", "--base", "main")).code).toBe(2);
  });
});

describe("a pull request that brings a snapshot", { timeout: 120_000 }, () => {
  /** A later collection, in which so much is different. */
  async function collectAgain(pr: PullRequest, exports: Readonly<Record<string, string>>, at = "2026-11-22T08:30:00Z") {
    pr.write({ ...exports, "entitlint.yaml": estate["entitlint.yaml"].replaceAll("T06:00:00Z", "T08:15:00Z") });
    const { code, stderr } = await pr.run("collect", "--as-of", at);
    if (code !== 0) throw new Error(stderr);
    pr.write({ "entitlint.yaml": estate["entitlint.yaml"] });
    pr.commit({});
  }
  const moreDrift = { "exports/forge.csv": `${estate["exports/forge.csv"]}8,stranger,Stranger,on,dev\n` };

  test("drift that is seen through it is told, and fails nothing", async () => {
    const pr = await pullRequest();
    await collectAgain(pr, moreDrift);
    const report = await pr.report();
    expect(report.exitCode).toBe(0);
    expect(report.compared?.snapshot).toBe("head");
    expect(changesOf(report, "introduced")).toEqual([
      "introduced (observed) grant-no-active-record grant:forge/main/8:dev",
    ]);
    const { stdout } = await pr.run("check", "--base", "main");
    expect(stdout).toMatch(/1\s+introduced \(1 of them only\s+seen by the new snapshot\)/);
  });

  test.runIf(everything)("what it declares besides is held against it, on either snapshot", async () => {
    const pr = await pullRequest();
    await collectAgain(pr, moreDrift);
    const onNew = { "teams/core.yaml": "members:\n  - {id: 1, role: dev}\n  - {id: 8, role: admin}\n" };
    pr.commit(onNew);
    const report = await pr.report();
    expect(report.exitCode).toBe(1);
    expect(changesOf(report, "introduced").filter((line) => !line.includes("observed"))).toEqual([
      "introduced grant-no-active-record grant:forge/main/team:8:admin",
    ]);
    pr.commit(leaver);
    expect((await pr.report()).exitCode).toBe(1);
  });

  test("an altered one, and one that is taken away, do not land", async () => {
    const pr = await pullRequest();
    const path = "snapshots/idp/identity.ndjson";
    const line = pr.git("show", `main:${path}`);
    pr.commit({ [path]: line.replace('"disabled"', '"active"') });
    const altered = await pr.report();
    expect(altered.exitCode).toBe(2);
    expect(altered.obstacles.map(({ code }) => code)).toContain("snapshot-altered");
    pr.commit({ snapshots: undefined });
    const removed = await pr.report();
    expect(removed.exitCode).toBe(2);
    expect(removed.obstacles.map(({ code }) => code)).toEqual(["snapshot-removed"]);
  });

  test.runIf(everything)(
    "one that the brake has doubted waits for a person, one that could not be read in part lands",
    async () => {
      const pr = await pullRequest();
      const people = (count: number) => Array.from({ length: count }, (_, at) => `${at},p${at},P${at},on\n`).join("");
      await collectAgain(pr, { "exports/idp.csv": `id,login,name,state\n${people(40)}` });
      pr.git("checkout", "--quiet", "-B", "main");
      pr.git("checkout", "--quiet", "-B", "pr");
      pr.write({ "exports/idp.csv": `id,login,name,state\n${people(5)}` });
      const text = estate["entitlint.yaml"].replaceAll("T06:00:00Z", "T08:40:00Z");
      pr.write({ "entitlint.yaml": text });
      await pr.run("collect", "--as-of", "2026-11-22T08:50:00Z");
      pr.commit({ "entitlint.yaml": estate["entitlint.yaml"] });
      const doubted = await pr.report();
      expect(doubted.exitCode).toBe(2);
      expect(doubted.obstacles.map(({ code }) => code)).toEqual(["source-failed"]);
      pr.commit({ "exports/idp.csv": "no,such,columns\n1,2,3\n" });
      await pr.run("collect", "--as-of", "2026-11-22T08:55:00Z");
      pr.commit({});
      const failed = await pr.report();
      expect(failed.notices.map(({ code }) => code)).toContain("source-failed");
      expect(failed.exitCode).toBe(0);
    },
  );
});
