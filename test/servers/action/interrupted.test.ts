import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Report } from "../../../src/model/report.ts";
import { collected, withLeaver } from "../../e2e/small-project.ts";
import { type FakeGithub, serveGithub } from "../../github/fake/serve.ts";
import { emptyRepository } from "../../github/fake/state.ts";
import { releasedFiles, runStep, type Step } from "../../github/run-bundle.ts";
import { cleanReport, finding, smallReport } from "../../report/small-report.ts";
import { deviations } from "./deviations.ts";

let released = "";
beforeAll(() => {
  released = releasedFiles();
});
afterAll(() => rmSync(released, { recursive: true, force: true }));

const many = (more: Parameters<typeof finding>[1]) => Array.from({ length: 130 }, (_, index) => finding(index, more));
const red = smallReport({ findings: many({}) });
const green = cleanReport({ findings: many({ severity: "low" }) });

/** The first request of a kind that is met while a step runs, and what it does to the step. */
interface Blow {
  readonly on: RegExp;
  readonly signal: NodeJS.Signals;
  /** Whether what was asked is done all the same. */
  readonly isDone?: boolean;
}

/** Kills a step at a request, as a runner whose job is cancelled: the process it has started first, then whatever is left. */
async function killed(github: FakeGithub, step: Omit<Step, "released" | "github" | "onStart">, blow: Blow) {
  const { on, signal, isDone } = blow;
  let kill: Parameters<NonNullable<Step["onStart"]>>[0] = () => {};
  let hits = 0;
  if (!isDone) github.plans.push({ on, mishap: "cut", times: Number.POSITIVE_INFINITY });
  github.meanwhile = (request) => {
    if (on.test(request) && hits++ === 0) {
      kill(signal);
      kill("SIGKILL", "all");
    }
  };
  const ran = await runStep({ released, github, ...step, onStart: (given) => (kill = given) });
  github.meanwhile = undefined;
  github.plans.length = 0;
  expect(hits, ran.output).toBeGreaterThan(0);
  expect(ran.code).toBeNull();
}

/** A folder with a report, a GitHub, and the command that tells it. */
async function telling(report: Report) {
  const cwd = mkdtempSync(join(tmpdir(), "entitlint-killed-"));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  writeFileSync(join(cwd, "report.json"), JSON.stringify(report));
  const github = await serveGithub(emptyRepository(), { later: onTestFinished });
  onTestFinished(() => expect(deviations(github)).toEqual([]));
  return { github, step: { cwd, command: ["github", "report", "--from=report.json"] } };
}

const post = /^POST .*\/check-runs$/u;
const patch = /^PATCH .*\/check-runs\//u;

/** What anybody sees: each check with its verdict and how many remarks it has. */
function shown({ state }: FakeGithub) {
  return state.checkRuns.map(({ status, conclusion, annotations }) => [status, conclusion, annotations.length]);
}

describe("a job that is cancelled leaves no check pending", () => {
  test.each<[string, Blow, number]>([
    ["before the first batch of the rest, by SIGINT", { on: patch, signal: "SIGINT" }, 50],
    ["before it, by SIGTERM", { on: patch, signal: "SIGTERM" }, 50],
    ["before it, by SIGKILL", { on: patch, signal: "SIGKILL" }, 50],
    ["after it", { on: patch, signal: "SIGINT", isDone: true }, 100],
    ["after the check was made", { on: post, signal: "SIGINT", isDone: true }, 50],
  ])("%s: it is complete, says what is not there yet, and is gone on with", async (_situation, blow, remarks) => {
    const { github, step } = await telling(red);
    await killed(github, step, blow);
    expect(shown(github)).toEqual([["completed", "failure", remarks]]);
    expect(github.state.checkRuns[0]?.summary).toContain(
      `Only ${remarks} of 130 remarks stand at their lines yet. Where this stays, the job was interrupted.`,
    );
    const again = await runStep({ released, github, ...step });
    expect(again.code, again.output).toBe(0);
    expect(shown(github)).toEqual([["completed", "failure", 130]]);
    expect(github.state.checkRuns[0]?.summary).not.toContain("remarks stand");
  });

  test("before the check was made: there is none", async () => {
    const { github, step } = await telling(red);
    await killed(github, step, { on: post, signal: "SIGINT" });
    expect(shown(github)).toEqual([]);
  });

  test("a check that succeeds is written at once, and says how much it leaves out", async () => {
    const { github, step } = await telling(green);
    await killed(github, step, { on: post, signal: "SIGKILL", isDone: true });
    expect(shown(github)).toEqual([["completed", "success", 50]]);
    expect(github.state.checkRuns[0]?.summary).toContain("80 more remarks left out");
    expect(github.exchanges.some(({ method }) => method === "PATCH")).toBe(false);
  });

  test("the action itself, judging an estate", async () => {
    const people = Array.from({ length: 120 }, (_, index) => index + 10);
    const rows = (end: string) => people.map((id) => `${id},p${id},P${id},${end}\n`).join("");
    const { folder: cwd } = await collected({
      ...withLeaver,
      "exports/idp.csv": `${withLeaver["exports/idp.csv"]}${rows("off")}`,
      "exports/forge.csv": `${withLeaver["exports/forge.csv"]}${rows("on,dev")}`,
    });
    execFileSync("git", ["init", "--quiet"], { cwd });
    const github = await serveGithub(emptyRepository(), { later: onTestFinished });
    const step = { cwd, with: { base: "none" } };
    await killed(github, step, { on: patch, signal: "SIGINT" });
    expect(shown(github)).toEqual([["completed", "failure", 50]]);
    const again = await runStep({ released, github, ...step });
    expect(again.code, again.output).toBe(1);
    expect(shown(github)).toEqual([["completed", "failure", 121]]);
  });
});
