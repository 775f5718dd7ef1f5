import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { collected, withLeaver } from "../../e2e/small-project.ts";
import { push } from "../../github/fake/git.ts";
import { serveGithub } from "../../github/fake/serve.ts";
import { botToken, emptyRepository } from "../../github/fake/state.ts";
import { events, releasedFiles, runStep, type Step } from "../../github/run-bundle.ts";
import { deviations } from "./deviations.ts";

const root = resolve(import.meta.dirname, "../../..");

interface WorkflowStep {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly WorkflowStep[]; readonly permissions: Readonly<Record<string, string>> }>
  >;
}

let released = "";
beforeAll(() => {
  released = releasedFiles();
});
afterAll(() => rmSync(released, { recursive: true, force: true }));

/** Runs every step of a workflow that we ship, in order, against a GitHub that has the checkout's files. */
async function runWorkflow(name: string, event: NonNullable<Step["event"]>) {
  const workflow: Workflow = parse(readFileSync(join(root, "examples/github", name), "utf8"));
  const project = await collected(withLeaver);
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: project.folder });
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--message=start");
  const github = await serveGithub(emptyRepository(), { later: onTestFinished });
  push(github.state, "main", withLeaver);
  onTestFinished(() => expect(deviations(github)).toEqual([]));
  const known: Record<string, string> = {
    "github.event_name == 'schedule'": String(event.name === "schedule"),
    "secrets.LDAP_PASSWORD": "made-up",
    "secrets.ACCESS_APP_KEY": "made-up",
    "vars.ACCESS_APP_ID": "1",
  };
  const fill = (text: unknown) =>
    String(text).replaceAll(/\$\{\{ (.+?) \}\}/gu, (_whole, expression: string) => {
      // What a step does not set is empty; what the test does not know at all is a mistake in the workflow.
      if (/^steps\.[\w-]+\.outputs\.[\w-]+$/u.test(expression)) return known[expression] ?? "";
      const value = known[expression];
      if (value === undefined) throw new Error(`the workflow asks for ${expression}`);
      return value;
    });
  const filled = (entries: Readonly<Record<string, unknown>> = {}) =>
    Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, fill(value)]));
  const results: { readonly step: string; readonly code: number | null; readonly told: string }[] = [];
  for (const { id, uses = "", run, with: given, env } of Object.values(workflow.jobs).flatMap(({ steps }) => steps)) {
    if (run !== undefined) results.push({ step: "run", ...runScript(run, project.folder, filled(env)) });
    else if (uses.startsWith("entitlint/entitlint@")) {
      const ran = await runStep({
        released,
        cwd: project.folder,
        github,
        event,
        with: filled(given),
        env: filled(env),
      });
      for (const [output, value] of Object.entries(ran.outputs)) known[`steps.${id}.outputs.${output}`] = value;
      results.push({ step: "entitlint", code: ran.code, told: ran.output });
    } else if (uses.startsWith("actions/create-github-app-token@")) known[`steps.${id}.outputs.token`] = botToken;
    else expect(uses).toMatch(/^actions\/checkout@/u);
  }
  return { workflow, results, github };
}

/** As the runner does: bash that stops at the first failure, with a summary to write to. */
function runScript(script: string, cwd: string, env: Readonly<Record<string, string>>) {
  const temp = mkdtempSync(join(tmpdir(), "entitlint-run-"));
  onTestFinished(() => rmSync(temp, { recursive: true, force: true }));
  const summary = join(temp, "summary");
  writeFileSync(summary, "");
  const all = { PATH: process.env.PATH, GITHUB_STEP_SUMMARY: summary, ...env };
  const { status, stderr } = spawnSync("bash", ["-eo", "pipefail", "-c", script], { cwd, env: all, encoding: "utf8" });
  return { code: status, told: readFileSync(summary, "utf8") + stderr };
}

test.each(["pull", "mergeGroup", "schedule"] as const)("examples/github/check.yml, on %s", async (name) => {
  const { workflow, results, github } = await runWorkflow("check.yml", events[name]);
  // The base of this event is no commit of the made-up checkout, so only without one there is a verdict.
  const isCompared = /--base/u.test(
    execFileSync(process.execPath, [join(released, "action/index.js"), "check", "--help"]).toString(),
  );
  const expected = isCompared && name !== "schedule" ? [2, 3] : [1];
  expect(expected, results[0]?.told).toContain(results[0]?.code);
  expect(github.state.checkRuns).toMatchObject([{ status: "completed", conclusion: "failure" }]);
  expect(github.state.issues).toHaveLength(name === "schedule" ? 1 : 0);
  expect(github.state.comments).toHaveLength(name === "pull" ? 1 : 0);
  expect(workflow.permissions).toEqual({});
  expect(JSON.stringify(workflow)).not.toContain("secrets.");
  expect(JSON.stringify(workflow.on)).not.toContain("paths");
  expect(Object.keys(workflow.on)).toContain("merge_group");
});

test("examples/github/collect.yml", async () => {
  const { results, github } = await runWorkflow("collect.yml", events.schedule);
  expect(
    results.map(({ step, code }) => [step, code]),
    results[0]?.told,
  ).toEqual([
    ["entitlint", 0],
    ["run", 0],
  ]);
  expect(github.state.pulls).toMatchObject([{ state: "open", branch: "entitlint/snapshot" }]);
  expect(results[1]?.told).toMatch(/^Snapshot opened\. https:\/\/github\.example\.com\/acme\/access\/pull\/\d+$/mu);
});
