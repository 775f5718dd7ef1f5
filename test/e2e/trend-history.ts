import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Trend } from "../../src/model/trend.ts";
import { clean, config, type Project, project, runIn } from "./small-project.ts";

/** A project whose snapshots are committed one after the other. */
export interface History extends Project {
  readonly git: (...args: string[]) => string;
  /** Collects at an instant, and commits; the commit says it was made at that instant unless another is given. */
  readonly snapshot: (at: string, files?: Readonly<Record<string, string>>, committedAt?: string) => Promise<void>;
  /** What the program keeps between runs, in a folder of its own: what was judged by another build must not count. */
  readonly kept: string;
  readonly commit: (at: string) => void;
  readonly trend: (...args: string[]) => Promise<Trend>;
}

/** The config, whose exports were made at an instant. */
export const configAt = (at: string, text = config) => text.replaceAll("2026-11-22T06:00:00Z", at);

/** An empty history of the small project. */
export function history(files: Readonly<Record<string, string>> = {}): History {
  const bare = project({ ...clean, ".gitignore": ".snapshots.commit/\n", ...files });
  const kept = mkdtempSync(join(tmpdir(), "entitlint-kept-"));
  onTestFinished(() => rmSync(kept, { recursive: true, force: true }));
  const made = { ...bare, run: (...args: string[]) => runIn(bare.folder, args, kept) };
  const gitAt = (at: string, ...args: string[]) => {
    const env = {
      ...process.env,
      ...{ GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" },
      ...{ GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at, GIT_AUTHOR_NAME: "bot", GIT_COMMITTER_NAME: "bot" },
      ...{ GIT_AUTHOR_EMAIL: "bot@example.com", GIT_COMMITTER_EMAIL: "bot@example.com" },
    };
    return execFileSync("git", args, { cwd: made.folder, env, encoding: "utf8" });
  };
  gitAt("2026-11-01T00:00:00Z", "init", "--quiet", "--initial-branch=main");
  const commit = (at: string) => {
    gitAt(at, "add", "--all");
    gitAt(at, "commit", "--quiet", "--allow-empty", "--message=collect");
  };
  return {
    ...made,
    ...{ commit, kept },
    git: (...args) => gitAt("2026-11-21T00:00:00Z", ...args),
    snapshot: async (at, more = {}, committedAt = at) => {
      made.write({ "entitlint.yaml": configAt(at), ...more });
      const { code, stderr } = await made.run("collect", "--as-of", at);
      if (code !== 0) throw new Error(stderr);
      commit(committedAt);
    },
    trend: async (...args) => {
      const { code, stdout, stderr } = await made.run("report", "trend", "--format", "json", ...args);
      if (stdout === "") throw new Error(`${code}: ${stderr}`);
      return JSON.parse(stdout);
    },
  };
}

/** People of the directory, `on` or `off`. */
export const people = (states: Readonly<Record<string, string>>) =>
  `id,login,name,state\n${Object.entries(states)
    .map(([who, state], at) => `${at + 1},${who},${who[0]?.toUpperCase()}${who.slice(1)},${state}\n`)
    .join("")}`;

/** Accounts of the forge, `on`, or `none` where they were taken away. */
export const accounts = (states: Readonly<Record<string, string>>) =>
  `id,login,name,state,role\n${Object.entries(states)
    .map(([who, state], at) =>
      state === "none" ? "" : `${at + 1},${who},${who[0]?.toUpperCase()}${who.slice(1)},${state},dev\n`,
    )
    .join("")}`;
