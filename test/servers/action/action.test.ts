import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { clean, collected, withLeaver } from "../../e2e/small-project.ts";
import { type FakeGithub, serveGithub } from "../../github/fake/serve.ts";
import { emptyRepository } from "../../github/fake/state.ts";
import { events, headSha, type Ran, releasedFiles, runStep, type Step } from "../../github/run-bundle.ts";
import { deviations } from "./deviations.ts";

let released = "";
beforeAll(() => {
  released = releasedFiles();
});
afterAll(() => rmSync(released, { recursive: true, force: true }));

/** A workspace with these files, collected, and a GitHub that knows nothing of it yet. */
async function workspace(files: Readonly<Record<string, string>>) {
  const project = await collected(files);
  execFileSync("git", ["init", "--quiet"], { cwd: project.folder });
  const github = await serveGithub(emptyRepository(), { later: onTestFinished });
  // The base of these events is no commit of the workspace; against-base.test.ts has one.
  const act = ({ with: given, ...more }: Partial<Step> = {}) =>
    runStep({ released, cwd: project.folder, github, with: { base: "none", ...given }, ...more });
  onTestFinished(() => expect(deviations(github)).toEqual([]));
  return { project, github, act };
}

/** Ben's account is gone, too. */
const mended = { ...withLeaver, "exports/forge.csv": "id,login,name,state,role\n1,ana,Ana,on,dev\n" };

/** The one check run that there has to be, complete. */
function onlyCheck({ state }: FakeGithub) {
  expect(state.checkRuns).toHaveLength(1);
  const [check] = state.checkRuns;
  if (check === undefined) throw new Error("there is no check run");
  expect(check.status).toBe("completed");
  return check;
}

function counts({ outputs }: Ran) {
  return { code: outputs["exit-code"], findings: outputs.findings, gating: outputs.gating };
}

describe("from nothing but the files of a release", () => {
  test("a clean estate: a green check on the head, no comment, a summary", async () => {
    const { github, act } = await workspace(clean);
    const ran = await act();
    expect(ran.code, ran.output).toBe(0);
    expect(onlyCheck(github)).toMatchObject({ name: "access-drift", conclusion: "success", head_sha: headSha });
    expect(github.state.comments).toEqual([]);
    expect(ran.summary).toContain("nothing at or above medium");
    expect(counts(ran)).toEqual({ code: "0", findings: "0", gating: "0" });
  });

  test("drift: a red check with remarks at lines, one comment; mended: a green one, the comment edited", async () => {
    const { project, github, act } = await workspace(withLeaver);
    const ran = await act();
    expect(ran.code, ran.output).toBe(1);
    const check = onlyCheck(github);
    expect(check.conclusion).toBe("failure");
    expect(check.annotations.map(({ path }) => path)).toContain("snapshots/forge/grant.ndjson");
    expect(check.annotations.every(({ start_line }) => start_line >= 1)).toBe(true);
    expect(github.state.comments).toMatchObject([{ issue: 7, login: "github-actions[bot]", edits: 0 }]);

    const again = await act();
    expect(again.code).toBe(1);
    onlyCheck(github);
    expect(github.state.comments).toMatchObject([{ edits: 0 }]);

    project.write(mended);
    await project.run("collect", "--no-brake");
    const next = await act({ env: { GITHUB_RUN_ID: "4712" } });
    expect(next.code, next.output).toBe(0);
    expect(github.state.checkRuns.map(({ status, conclusion }) => [status, conclusion])).toEqual([
      ["completed", "failure"],
      ["completed", "success"],
    ]);
    expect(github.state.comments).toHaveLength(1);
    expect(github.state.comments[0]?.body).toContain("nothing at or above medium");
  });

  test("a policy of one's own: the compiler and its process come with the action", async () => {
    const rule = `# METADATA
# title: Every account
# description: Every account is one too many.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: high
#   examines: account
#   reasons: {there: there}
#   params: {}
#   needs: []
#   controls: []
#   remediation: Take it away.
#   false_positives: []
package entitlint.rules.subject.every_account
`;
    const { project, github, act } = await workspace(clean);
    project.write({ "entitlint.yaml": `${clean["entitlint.yaml"]}policies: [rules]\n`, "rules/every.rego": rule });
    const ran = await act();
    // The rule gives nothing, and the compiler says so: it has run.
    expect(ran.code, ran.output).toBe(3);
    expect(ran.output).toMatch(/rules\/every\.rego/u);
    expect(onlyCheck(github).conclusion).toBe("failure");
  });

  test("a merge group: on its own head, without a comment", async () => {
    const { github, act } = await workspace(withLeaver);
    const ran = await act({ event: events.mergeGroup });
    expect(ran.code, ran.output).toBe(1);
    expect(onlyCheck(github)).toMatchObject({ head_sha: headSha, conclusion: "failure" });
    expect(github.state.comments).toEqual([]);
  });

  test("a fork, whose token may write nothing: remarks in the log, the exit code unchanged", async () => {
    const { github, act } = await workspace(withLeaver);
    Object.assign(github.state.may, { checks: false, comments: false });
    const ran = await act({ event: events.fork });
    expect(ran.code, ran.output).toBe(1);
    expect(ran.output).toMatch(/^::error file=snapshots\/forge\/grant\.ndjson,line=\d+,title=/mu);
    expect(github.state.checkRuns).toEqual([]);
    expect(github.state.comments).toEqual([]);
    const allowed = await workspace(clean);
    Object.assign(allowed.github.state.may, { checks: false, comments: false });
    expect((await allowed.act({ event: events.fork })).code).toBe(0);
  });

  test("what judges never sees the token, and its output is no command of the workflow", async () => {
    const { github, act } = await workspace(withLeaver);
    const ran = await act({ event: events.push });
    const [, word] = /^::stop-commands::(\S+)$/mu.exec(ran.output) ?? [];
    expect(ran.output.split(`::${word}::\n`)[0]).toContain("belongs to somebody inactive");
    expect(ran.output).not.toContain("ghs_made_up");
    expect(onlyCheck(github).conclusion).toBe("failure");
  });

  test.each([
    ["the config is broken", { "entitlint.yaml": "version: 1\nsources: [" }, 3],
    ["a file of the snapshot is altered", { "snapshots/forge/grant.ndjson": "{}\n" }, 2],
  ])("never green where %s", async (_situation, files, code) => {
    const { project, github, act } = await workspace(clean);
    project.write(files);
    const ran = await act({ with: { comment: "always" } });
    expect(ran.code, ran.output).toBe(code);
    expect(onlyCheck(github).conclusion).toBe("failure");
    expect(github.state.comments[0]?.body).toMatch(/could not judge|failed/u);
  });

  test("a check that dies is told as a failure", async () => {
    const { project, github, act } = await workspace(clean);
    writeFileSync(
      join(project.folder, "die.mjs"),
      'if (process.argv.includes("check")) process.kill(process.pid, "SIGKILL");',
    );
    const ran = await act({ env: { NODE_OPTIONS: `--import=${join(project.folder, "die.mjs")}` } });
    expect(ran.code, ran.output).toBe(3);
    expect(onlyCheck(github).conclusion).toBe("failure");
    expect(ran.summary).toContain("the check has left no report");
  });

  test("a scheduled run keeps one issue: opened, opened again, edited, closed", async () => {
    const { project, github, act } = await workspace(withLeaver);
    github.state.issues.push({
      number: 3,
      login: "mallory",
      title: "x",
      body: "<!-- entitlint issue entitlint.yaml -->",
      state: "open",
    });
    const scheduled = () => act({ event: events.schedule, with: { issue: "true", "check-run": "false" } });
    expect((await scheduled()).code).toBe(1);
    const [, issue] = github.state.issues;
    expect(issue).toMatchObject({ login: "github-actions[bot]", state: "open" });
    // Closing it is no decision about the drift.
    Object.assign(issue ?? {}, { state: "closed" });
    await scheduled();
    expect(issue?.state).toBe("open");
    project.write(mended);
    await project.run("collect", "--no-brake");
    expect((await scheduled()).code).toBe(0);
    expect(issue?.state).toBe("closed");
    expect(issue?.body).toContain("nothing at or above medium");
    expect(github.state.issues).toHaveLength(2);
    expect(github.state.issues[0]?.body).toBe("<!-- entitlint issue entitlint.yaml -->");
  });
});
