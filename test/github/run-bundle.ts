import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { sharedCache } from "../shared-cache.ts";
import type { FakeGithub } from "./fake/serve.ts";
import { botToken } from "./fake/state.ts";

const root = resolve(import.meta.dirname, "../..");

/** The Node that GitHub runs actions with, where it is there. */
const node = process.env.ENTITLINT_NODE_24 ?? process.execPath;

/** Something that is undone after the test, or after all of a file. */
export type Later = (undo: () => void) => void;

export interface Ran {
  readonly code: number | null;
  readonly output: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** What is committed and nothing else, as GitHub checks the action out: no packages, no build. */
export function releasedFiles(): string {
  const folder = mkdtempSync(join(tmpdir(), "entitlint-released-"));
  const tracked = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" }).split("\0");
  for (const path of tracked.filter((one) =>
    /^(action\/|action\.yml|compiler\/|docs\/schemas|package\.json|policies\/)/.test(one),
  )) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(root, path), join(folder, path));
  }
  return folder;
}

export interface Step {
  /** The files of the action. */
  readonly released: string;
  /** The workspace. */
  readonly cwd: string;
  readonly github: FakeGithub;
  readonly event?: { readonly name: string; readonly payload: unknown };
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** A command to run instead of the action. */
  readonly command?: readonly string[];
  /** Gets what kills the step: the process that the runner started, or all that it started in turn. */
  readonly onStart?: ((kill: (signal: NodeJS.Signals, whom?: "all") => void) => void) | undefined;
}

export const headSha = "a".repeat(40);
export const baseSha = "b".repeat(40);

export const events = {
  push: { name: "push", payload: {} },
  pull: pullRequest("acme/access"),
  fork: pullRequest("mallory/access"),
  mergeGroup: { name: "merge_group", payload: { merge_group: { head_sha: headSha, base_sha: baseSha } } },
  schedule: { name: "schedule", payload: { schedule: "0 * * * *" } },
} as const;

/** The event of a pull request from a repository, against a commit. */
export function pullRequest(from: string, baseCommit = baseSha) {
  const head = { sha: headSha, ref: "topic", repo: { full_name: from } };
  const base = { sha: baseCommit, ref: "main", repo: { full_name: "acme/access" } };
  return { name: "pull_request", payload: { number: 7, pull_request: { number: 7, head, base } } };
}

/** Runs one step of a workflow as the runner does: inputs with their defaults, files for outputs and summary, an event. */
export async function runStep(step: Step): Promise<Ran> {
  const { released, cwd, github, event = events.pull } = step;
  const temp = mkdtempSync(join(tmpdir(), "entitlint-runner-"));
  const file = (name: string, content = "") => {
    writeFileSync(join(temp, name), content);
    return join(temp, name);
  };
  const outputs = file("output");
  const summary = file("summary");
  const env = {
    ...{ PATH: process.env.PATH, HOME: temp, CI: "true", GITHUB_ACTIONS: "true", RUNNER_TEMP: temp },
    ...{
      GITHUB_API_URL: github.api,
      GITHUB_SERVER_URL: "https://github.example.com",
      GITHUB_REPOSITORY: "acme/access",
    },
    ...{ GITHUB_EVENT_NAME: event.name, GITHUB_EVENT_PATH: file("event.json", JSON.stringify(event.payload)) },
    // On a pull request this is the merge that was tried, which nobody looks at.
    ...{ GITHUB_SHA: event.name === "pull_request" ? "c".repeat(40) : headSha, GITHUB_RUN_ID: "4711" },
    ...{ GITHUB_WORKSPACE: cwd, GITHUB_OUTPUT: outputs, GITHUB_STEP_SUMMARY: summary },
    ...(step.command ? { GITHUB_TOKEN: botToken } : inputsOf(released, step.with)),
    ...{ ENTITLINT_CACHE_DIR: sharedCache, ...step.env },
  };
  // In a group of its own, so that all of it can be killed.
  const child = spawn(node, [join(released, "action/index.js"), ...(step.command ?? [])], { cwd, env, detached: true });
  step.onStart?.((signal, whom) => {
    if (child.pid !== undefined) process.kill(whom === "all" ? -child.pid : child.pid, signal);
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)));
  const code = await new Promise<number | null>((done) => child.on("close", done));
  const lines = readFileSync(outputs, "utf8").split("\n").filter(Boolean);
  const set = lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)] as const);
  return { code, output, outputs: Object.fromEntries(set), summary: readFileSync(summary, "utf8") };
}

function inputsOf(released: string, given: Step["with"]): Record<string, string> {
  const { inputs }: { inputs: Record<string, { default: string }> } = parse(
    readFileSync(join(released, "action.yml"), "utf8"),
  );
  const all = Object.entries(inputs).map(([name, { default: usual }]) => {
    const value = given?.[name] ?? usual;
    return [`INPUT_${name.toUpperCase()}`, value.replace(/\$\{\{ github\.token \}\}/u, botToken)];
  });
  return Object.fromEntries(all);
}
