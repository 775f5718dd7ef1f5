import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, type ExpectStatic, test } from "vitest";
import type { Report } from "../../../src/model/report.ts";
import { type FakeGithub, type Mishap, serveGithub } from "../../github/fake/serve.ts";
import { botLogin, emptyRepository, type FakeState } from "../../github/fake/state.ts";
import { headSha, type Later, releasedFiles, runStep } from "../../github/run-bundle.ts";
import { cleanReport, finding, smallReport, unjudgedReport } from "../../report/small-report.ts";
import { deviations } from "./deviations.ts";

let released = "";
beforeAll(() => {
  released = releasedFiles();
});
afterAll(() => rmSync(released, { recursive: true, force: true }));

const red = smallReport();
const large = smallReport({ findings: Array.from({ length: 130 }, (_, index) => finding(index)) });
const marker = "<!-- entitlint comment entitlint.yaml -->";
const checkRuns = /^POST .*\/check-runs$/u;
const comments = /^POST .*\/comments$/u;

interface Given {
  readonly later: Later;
  readonly expect: ExpectStatic;
  readonly state?: FakeState;
  readonly prefix?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Tells a report to a GitHub that has planned something. */
async function tell(report: Report, plans: readonly [on: RegExp, mishap: Mishap, times?: number][], given: Given) {
  const { state = emptyRepository(), prefix = "", env = {} } = given;
  const github = await serveGithub(state, { prefix, later: given.later });
  const folder = mkdtempSync(join(tmpdir(), "entitlint-tell-"));
  given.later(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "report.json"), JSON.stringify(report));
  for (const [on, mishap, times = 1] of plans) github.plans.push({ on, mishap, times });
  const again = async (...more: string[]) => {
    const command = ["github", "report", "--from=report.json", ...more];
    const ran = await runStep({ released, cwd: folder, github, command, env });
    given.expect(deviations(github)).toEqual([]);
    return ran;
  };
  return { github, ran: await again(), again };
}

/** What has to be so at the end, whatever happened: one check, complete, with each remark once; one comment. */
function holdOnce({ state }: FakeGithub, remarks: number, expect: ExpectStatic) {
  expect(state.checkRuns.map(({ status, conclusion }) => [status, conclusion])).toEqual([["completed", "failure"]]);
  expect(state.checkRuns[0]?.head_sha).toBe(headSha);
  expect(state.checkRuns[0]?.annotations).toHaveLength(remarks);
  expect(state.comments.map(({ login }) => login)).toEqual([botLogin]);
}

const limited: Mishap = { status: 429, headers: { "retry-after": "1" } };
const secondary: Mishap = {
  ...{ status: 403, headers: { "retry-after": "1" } },
  message: "You have exceeded a secondary rate limit. Please wait.",
};

describe.concurrent("each is written once", () => {
  test.for<[string, RegExp, Mishap, number?]>([
    ["the check is answered with 500, twice", checkRuns, { status: 500 }, 2],
    ["the check is answered with 409", checkRuns, { status: 409 }],
    ["the check is asked to wait", checkRuns, limited],
    ["a secondary limit is met", checkRuns, secondary],
    ["the connection breaks before the check", checkRuns, "cut"],
    ["the connection breaks after the check", checkRuns, "lost"],
    ["the answer to the check breaks off", checkRuns, "halved"],
    ["the check is made and answered with 502", checkRuns, "done, then 502"],
    ["the list of checks breaks off", /^GET .*\/check-runs$/u, "halved"],
    ["the connection breaks after the comment", comments, "lost"],
    ["the answer to the comment breaks off", comments, "halved"],
    ["the comment is made and answered with 502", comments, "done, then 502"],
    ["the list of comments is answered with 502", /^GET .*\/comments$/u, { status: 502 }],
    ["who we are is answered with 502", /graphql$/u, { status: 502 }],
  ])("where %s", async ([, on, mishap, times], { onTestFinished, expect }) => {
    const { github, ran } = await tell(red, [[on, mishap, times]], { later: onTestFinished, expect });
    expect(ran.code, ran.output).toBe(0);
    holdOnce(github, 3, expect);
  });

  test.for<[string, RegExp, Mishap]>([
    ["nothing happens", /^NOTHING/u, "cut"],
    ["the answer to a batch is lost", /^PATCH .*\/check-runs/u, "lost"],
    ["the answer to a batch breaks off", /^PATCH .*\/check-runs/u, "halved"],
    ["a batch is taken and answered with 502", /^PATCH .*\/check-runs/u, "done, then 502"],
  ])("three batches of remarks, where %s", async ([, on, mishap], { onTestFinished, expect }) => {
    const { github, ran } = await tell(large, [[on, mishap]], { later: onTestFinished, expect });
    expect(ran.code, ran.output).toBe(0);
    holdOnce(github, 130, expect);
    const updates = github.exchanges.filter(({ method, path }) => method === "PATCH" && path.includes("check-runs"));
    expect(updates.at(-1)?.body).toMatchObject({ status: "completed", conclusion: "failure" });
  });

  test("a batch that is never taken: the check is completed all the same, and the run has failed", async ({
    onTestFinished,
    expect,
  }) => {
    const plan: [RegExp, Mishap, number] = [/^PATCH .*\/check-runs/u, { status: 500 }, 4];
    const { github, ran } = await tell(large, [plan], { later: onTestFinished, expect });
    expect(ran.code, ran.output).toBe(3);
    holdOnce(github, 50, expect);
  });

  test("a check to which an earlier attempt could not add all is gone on with", async ({ onTestFinished, expect }) => {
    const plan: [RegExp, Mishap, number] = [/^PATCH .*\/check-runs/u, { status: 500 }, 4];
    const { github, ran, again } = await tell(large, [plan], { later: onTestFinished, expect });
    expect(ran.code, ran.output).toBe(3);
    holdOnce(github, 50, expect);
    expect(github.state.checkRuns[0]?.summary).toContain("Only 50 of 130 remarks stand at their lines yet.");
    const second = await again();
    expect(second.code, second.output).toBe(0);
    holdOnce(github, 130, expect);
    expect(github.state.checkRuns[0]?.summary).not.toContain("remarks stand");
  });

  test("a check that was begun and never completed is completed", async ({ onTestFinished, expect }) => {
    const { github, again } = await tell(red, [], { later: onTestFinished, expect });
    Object.assign(github.state.checkRuns[0] ?? {}, { status: "in_progress", conclusion: null });
    const ran = await again();
    expect(ran.code, ran.output).toBe(0);
    holdOnce(github, 3, expect);
  });

  test("remarks that GitHub refuses do not keep the verdict from being told", async ({ onTestFinished, expect }) => {
    const { github, ran, again } = await tell(red, [[checkRuns, { status: 422 }]], { later: onTestFinished, expect });
    expect(ran.code, ran.output).toBe(0);
    holdOnce(github, 0, expect);
    expect(github.state.checkRuns[0]?.summary).toContain("GitHub did not take the remarks");
    github.plans.push({ on: checkRuns, mishap: { status: 422 }, times: 1 });
    expect((await again()).code).toBe(0);
    holdOnce(github, 0, expect);
  });

  test("a comment that somebody deletes while it is edited is written anew", async ({ onTestFinished, expect }) => {
    const state = emptyRepository();
    state.comments.push({ id: 1, issue: 7, login: botLogin, body: `${marker}\nold`, edits: 0 });
    const plan: [RegExp, Mishap] = [/^PATCH .*\/issues\/comments/u, { status: 404 }];
    const { github, ran } = await tell(red, [plan], { later: onTestFinished, expect, state });
    expect(ran.code, ran.output).toBe(0);
    expect(github.state.comments.map(({ body }) => body.includes("2 findings at or above medium"))).toEqual([
      false,
      true,
    ]);
  });
});

describe.concurrent("what may not be told is told otherwise", () => {
  test.for<[string, Mishap, number]>([
    ["403", { status: 403, message: "Resource not accessible by integration" }, 0],
    ["404", { status: 404 }, 0],
    ["401", { status: 401 }, 3],
    ["422, with remarks and without", { status: 422 }, 3],
    ["500 for ever", { status: 500 }, 3],
  ])("a check that is answered with %s: remarks in the log", async ([, mishap, code], { onTestFinished, expect }) => {
    const { github, ran } = await tell(red, [[checkRuns, mishap, 99]], { later: onTestFinished, expect });
    expect(ran.code, ran.output).toBe(code);
    expect(ran.output).toMatch(/^::error file=snapshots\/forge\/grant.ndjson,line=2,title=critical%3A Access/mu);
    expect(github.state.checkRuns).toEqual([]);
    // One that fails keeps no other from being told.
    expect(github.state.comments).toHaveLength(1);
    expect(ran.summary).toContain("2 findings at or above medium");
    expect(ran.outputs).toMatchObject({ "exit-code": "1", gating: "2" });
  });

  test("a token that is not valid at all", async ({ onTestFinished, expect }) => {
    const { ran } = await tell(cleanReport(), [[/./u, { status: 401 }, 99]], { later: onTestFinished, expect });
    expect(ran.code).toBe(3);
    expect(ran.output).toContain("[github/denied]");
  });
});

describe.concurrent("what others have put there", () => {
  test("a check of our name and a comment with our marker stay as they are", async ({ onTestFinished, expect }) => {
    const state = emptyRepository();
    const first = await tell(red, [], { later: onTestFinished, expect });
    const own = first.github.state.checkRuns[0];
    if (own === undefined) throw new Error("there is no check run");
    // Whoever reads our check can copy its id into one of theirs.
    state.checkRuns.push({ ...own, id: 1, app: "other[bot]", conclusion: "success", annotations: [] });
    state.comments.push({ id: 2, issue: 7, login: "mallory", body: `${marker}\nAll is well.`, edits: 0 });
    for (let id = 10; id < 140; id += 1) state.comments.push({ id, issue: 7, login: "ana", body: "Hm.", edits: 0 });
    const { github, ran, again } = await tell(red, [], { later: onTestFinished, expect, state });
    expect(ran.code, ran.output).toBe(0);
    await again();
    expect(github.state.checkRuns.map(({ app, conclusion }) => [app, conclusion])).toEqual([
      ["other[bot]", "success"],
      [botLogin, "failure"],
    ]);
    expect(github.state.comments[0]).toMatchObject({ body: `${marker}\nAll is well.`, edits: 0 });
    expect(github.state.comments.filter(({ login }) => login === botLogin)).toHaveLength(1);
  });
});

describe.concurrent("what is told", () => {
  test.for([2, 3] as const)("exit code %i is never green", async (code, { onTestFinished, expect }) => {
    const { github, ran } = await tell(unjudgedReport(code), [], { later: onTestFinished, expect });
    expect(ran.code, ran.output).toBe(0);
    expect(github.state.checkRuns).toMatchObject([{ status: "completed", conclusion: "failure" }]);
    expect(github.state.comments[0]?.body).toContain("### Could not judge");
  });

  test("what a pull request brings, then what it mends, then nothing but what was there", async ({
    onTestFinished,
    expect,
  }) => {
    const findings = [
      finding(1, { change: "introduced", msg: "Brought in." }),
      finding(2, { change: "fixed", msg: "Mended." }),
      finding(3, { change: "pre-existing", msg: "Was there." }),
    ];
    const state = emptyRepository();
    const given = { later: onTestFinished, expect, state };
    const { ran } = await tell(smallReport({ findings }), [], given);
    expect(ran.outputs).toMatchObject({ introduced: "1", fixed: "1", "pre-existing": "1" });
    expect(state.checkRuns[0]?.annotations.map(({ message }) => message.slice(0, 11))).toEqual(["Brought in."]);
    expect(state.comments[0]?.body).toMatch(/### Introduced here[\s\S]*Brought[\s\S]*### Fixed here[\s\S]*Mended/u);
    await tell(cleanReport({ findings: findings.slice(2) }), [], given);
    expect(state.checkRuns[1]).toMatchObject({ status: "completed", conclusion: "success", annotations: [] });
    expect(state.comments).toHaveLength(1);
    expect(state.comments[0]?.body).not.toContain("Introduced");
  });

  test("a report that is cut off is a failed check", async ({ onTestFinished, expect }) => {
    const { github, again } = await tell(cleanReport(), [], { later: onTestFinished, expect });
    expect(github.state.checkRuns).toMatchObject([{ conclusion: "success" }]);
    const ran = await again("--from=nowhere.json");
    expect(ran.code).toBe(3);
    expect(github.state.checkRuns).toMatchObject([{ conclusion: "success" }, { conclusion: "failure" }]);
  });

  test("through the proxy that the environment names", async ({ onTestFinished, expect }) => {
    const asked: string[] = [];
    const proxy = createServer().on("connect", (request, socket, head) => {
      asked.push(request.url ?? "");
      const { hostname, port } = new URL(`http://${request.url}`);
      const onward = connect(Number(port), hostname, () => {
        socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
        onward.write(head);
        onward.pipe(socket).pipe(onward);
      });
      for (const end of [onward, socket]) end.on("error", () => onward.destroy());
    });
    await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
    onTestFinished(() => void proxy.close());
    const address = proxy.address();
    const env = { HTTP_PROXY: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}` };
    const { github, ran } = await tell(red, [], { later: onTestFinished, expect, env });
    expect(ran.code, ran.output).toBe(0);
    holdOnce(github, 3, expect);
    expect(new Set(asked)).toEqual(new Set([new URL(github.api).host]));
  });

  test("GitHub Enterprise Server, below its own path", async ({ onTestFinished, expect }) => {
    const { github, ran } = await tell(red, [], { later: onTestFinished, expect, prefix: "/api/v3" });
    expect(ran.code, ran.output).toBe(0);
    holdOnce(github, 3, expect);
    expect(github.exchanges.some(({ path }) => path === "/api/graphql")).toBe(true);
  });
});
