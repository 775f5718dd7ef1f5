import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { estate, machine, pullRequest } from "../../e2e/pull-request.ts";
import { type FakeGithub, serveGithub } from "../../github/fake/serve.ts";
import { emptyRepository } from "../../github/fake/state.ts";
import { pullRequest as eventOf, headSha, releasedFiles, runStep } from "../../github/run-bundle.ts";
import { deviations } from "./deviations.ts";

let released = "";
beforeAll(() => {
  released = releasedFiles();
});
afterAll(() => rmSync(released, { recursive: true, force: true }));

/** The workspace of a pull request, whose base is a commit of it, and a GitHub that knows nothing of it yet. */
async function workspace() {
  const pr = await pullRequest();
  const base = pr.git("rev-parse", "main").trim();
  const github = await serveGithub(emptyRepository(), { later: onTestFinished });
  onTestFinished(() => expect(deviations(github)).toEqual([]));
  const act = async (
    run: string,
    event: { readonly name: string; readonly payload: unknown } = eventOf("acme/access", base),
  ) => await runStep({ released, cwd: pr.folder, github, event, env: { GITHUB_RUN_ID: run } });
  return { pr, base, github, act };
}

/** The last check run: complete, and the only one of its run. */
function lastCheck({ state: { checkRuns } }: FakeGithub) {
  expect(checkRuns.every(({ status }) => status === "completed")).toBe(true);
  const check = checkRuns.at(-1);
  if (check === undefined) throw new Error("there is no check run");
  return check;
}

const ownerHasLeft = { "access/identities/ci.yaml": machine("person:ben") };

describe("a pull request against its base", () => {
  test("is green where it does nothing, whatever was there", async () => {
    const { github, act } = await workspace();
    const ran = await act("1");
    expect(ran.code, ran.output).toBe(0);
    expect(lastCheck(github)).toMatchObject({ conclusion: "success", annotations: [] });
    expect(github.state.comments).toEqual([]);
  });

  test("is red for what it introduces, at the line that it wrote, and green once that is mended: one comment tells both", async () => {
    const { pr, github, act } = await workspace();
    pr.commit(ownerHasLeft);
    const ran = await act("1");
    expect(ran.code, ran.output).toBe(1);
    const { conclusion, annotations } = lastCheck(github);
    expect(conclusion).toBe("failure");
    expect(annotations.map(({ path, start_line }) => `${path}:${start_line}`)).toEqual(["access/identities/ci.yaml:4"]);
    expect(github.state.comments).toMatchObject([{ edits: 0, body: expect.stringContaining("1 introduced") }]);
    pr.commit({ "access/identities/ci.yaml": estate["access/identities/ci.yaml"] });
    expect((await act("2")).code).toBe(0);
    expect(lastCheck(github).conclusion).toBe("success");
    expect(github.state.comments).toMatchObject([{ edits: 1 }]);
  });

  test("tells what it mends", async () => {
    const { pr, github, act } = await workspace();
    pr.commit(ownerHasLeft);
    pr.git("checkout", "--quiet", "-B", "main");
    pr.git("checkout", "--quiet", "-b", "mend");
    const base = pr.git("rev-parse", "main").trim();
    pr.commit({ "access/identities/ci.yaml": estate["access/identities/ci.yaml"] });
    const ran = await act("1", eventOf("acme/access", base));
    expect(ran.code, ran.output).toBe(0);
    expect(lastCheck(github)).toMatchObject({ conclusion: "success", annotations: [] });
    expect(ran.summary).toContain("1 fixed");
  });

  test("does not lower its own gate: the impact is told, and the check stays red", async () => {
    const { pr, github, act } = await workspace();
    pr.commit({ ...ownerHasLeft, "entitlint.yaml": `${estate["entitlint.yaml"]}failOn: critical\n` });
    const ran = await act("1");
    expect(ran.code, ran.output).toBe(1);
    expect(lastCheck(github).conclusion).toBe("failure");
    expect(ran.summary).toContain("The gate moves from medium to critical.");
  });

  test("in a merge queue, it is judged against the base of the queue", async () => {
    const { pr, base, github, act } = await workspace();
    pr.commit(ownerHasLeft);
    const queued = { name: "merge_group", payload: { merge_group: { head_sha: headSha, base_sha: base } } };
    const ran = await act("1", queued);
    expect(ran.code, ran.output).toBe(1);
    expect(lastCheck(github).conclusion).toBe("failure");
    expect(github.state.comments).toEqual([]);
  });

  test("never green where the base is not there: a shallow checkout is told what to fetch", async () => {
    const { pr, github, act } = await workspace();
    pr.commit(ownerHasLeft);
    const ran = await act("1", eventOf("acme/access", "d".repeat(40)));
    expect(ran.code).toBe(3);
    expect(lastCheck(github).conclusion).toBe("failure");
    expect(ran.output).toContain("fetch-depth: 0");
  });
});
