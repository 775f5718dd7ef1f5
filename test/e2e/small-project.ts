import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import { sharedCache } from "../shared-cache.ts";

const root = resolve(import.meta.dirname, "../..");
export const cli = join(root, "dist/cli.js");
export const asOf = "2026-11-22T08:00:00Z";

export const config = `version: 1
sources:
  idp:
    collector: files
    role: directory
    reads:
      - path: exports/idp.csv
        exportedAt: {from: value, value: 2026-11-22T06:00:00Z}
        records:
          - kind: identity
            id: "{id}"
            fields: {kind: {value: human}, status: {from: state, map: {on: active, off: disabled}}, userName: login, displayName: name}
  forge:
    collector: files
    role: application
    reads:
      - path: exports/forge.csv
        exportedAt: {from: value, value: 2026-11-22T06:00:00Z}
        records:
          - kind: account
            id: "{id}"
            fields: {kind: {value: human}, status: {from: state, map: {on: active, off: disabled}}, userName: login, displayName: name}
          - {kind: entitlement, id: "{role}", fields: {kind: {value: role}, name: role}}
          - kind: grant
            id: "{id}:{role}"
            fields: {principal: {ref: account, id: "{id}"}, entitlement: {ref: entitlement, id: "{role}"}}
`;

/** A clean estate of two people. */
export const clean: Readonly<Record<string, string>> = {
  "entitlint.yaml": config,
  "access/apps/forge.yaml":
    "owner: person:ana\npeople: [idp]\nlifecycle: {channel: manual, sla: PT24H, deactivationBlocksUse: verified}\n",
  "exports/idp.csv": "id,login,name,state\n1,ana,Ana,on\n2,ben,Ben,on\n",
  "exports/forge.csv": "id,login,name,state,role\n1,ana,Ana,on,dev\n2,ben,Ben,on,dev\n",
};

/** Ben has left, and keeps his account. */
export const withLeaver = { ...clean, "exports/idp.csv": "id,login,name,state\n1,ana,Ana,on\n2,ben,Ben,off\n" };

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Project {
  readonly folder: string;
  readonly write: (files: Readonly<Record<string, string | Uint8Array>>) => void;
  /** Runs the built program; in this process, because starting hundreds takes minutes. */
  readonly run: (...args: string[]) => Promise<Ran>;
}

const built: typeof import("../../src/commands/program.ts") = await import(
  pathToFileURL(join(root, "dist/commands/program.js")).href
);

/** A folder with these files, gone after the test, and the program to run in it. */
export function project(files: Readonly<Record<string, string | Uint8Array>>): Project {
  const folder = mkdtempSync(join(tmpdir(), "entitlint-e2e-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write: Project["write"] = (more) => {
    for (const [path, content] of Object.entries(more)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  };
  write(files);
  return { folder, write, run: (...args) => runIn(folder, args) };
}

/** Runs the built program in a folder; what it keeps between runs is shared by all tests unless a folder is given for it. */
export async function runIn(cwd: string, args: readonly string[], cacheFolder = sharedCache): Promise<Ran> {
  const parts = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof parts) =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        parts[name] += chunk.toString();
        done();
      },
    });
  const env = { PATH: process.env.PATH, ENTITLINT_CACHE_DIR: cacheFolder, COLUMNS: "80" };
  const code = await built.runProgram(args, {
    ...{ cwd, env, stdin: Readable.from([]), stdout: stream("stdout"), stderr: stream("stderr") },
    now: new Date("2026-11-22T09:00:00Z"),
  });
  return { code, ...parts };
}

/** A project whose snapshot is collected. */
export function collected(files: Readonly<Record<string, string | Uint8Array>> = clean): Promise<Project> {
  return preparedProject("collected", files, collect);
}

/** Collects the snapshot of a project. */
export async function collect({ run }: Project): Promise<void> {
  const { code, stderr } = await run("collect", "--as-of", asOf);
  if (code !== 0) throw new Error(`collect ended with ${code}: ${stderr}`);
}

const prepared = new Map<string, Promise<Record<string, Uint8Array>>>();

/**
 * A project of these files, prepared. What preparing has made of the same files before is written again: many tests
 * start from one project, and preparing it takes longer than what they try.
 */
export async function preparedProject(
  how: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  prepare: (made: Project) => void | Promise<void>,
): Promise<Project> {
  const key = JSON.stringify([how, files]);
  const known = prepared.get(key);
  if (known) return project(await known);
  const made = project(files);
  await prepare(made);
  prepared.set(key, Promise.resolve(filesIn(made.folder)));
  return made;
}

function filesIn(folder: string): Record<string, Uint8Array> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path)]));
}
