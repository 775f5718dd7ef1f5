import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import * as z from "zod";
import { Report } from "../../src/model/report.ts";
import { Severity } from "../../src/model/severity.ts";

export const root = resolve(import.meta.dirname, "../..");
export const asOf = readFileSync(join(root, "examples/acme/as-of.txt"), "utf8").trim();

const Row = z.strictObject({ rule: z.string(), object: z.string(), reason: z.string(), planted: z.string() });
const Violation = Row.extend({
  severity: Severity,
  causes: z.array(z.strictObject({ rule: z.string(), reason: z.string(), severity: Severity })).optional(),
});

/** `examples/acme/expected.json`: what the example's check finds, and what it must not. */
const Expected = z.strictObject({
  about: z.string(),
  findings: z.array(Violation),
  unknowns: z.array(Row),
  lookAlikes: z.array(
    z.strictObject({
      rule: z.string(),
      object: z.string(),
      /** The line of the rule's METADATA that it stands for. */
      falsePositive: z.string().optional(),
      why: z.string(),
      /** Where the rule says that it reports such a thing, but milder: the severity. */
      onlyAs: Severity.optional(),
    }),
  ),
  withClock: z.strictObject({ now: z.iso.datetime(), findings: z.array(Violation) }),
});
export const expected = Expected.parse(JSON.parse(readFileSync(join(root, "examples/acme/expected.json"), "utf8")));

interface Comparable {
  readonly rule: string;
  readonly object: string;
  readonly reason: string;
  readonly severity?: string;
  readonly causes?:
    | readonly { readonly rule: string; readonly reason: string; readonly severity: string }[]
    | undefined;
}

/** Findings as lines of text, sorted, with the causes of each. */
export function flatten(rows: readonly Comparable[]): string[] {
  return rows
    .map(({ rule, object, reason, severity = "", causes = [] }) => {
      const because = causes.map((cause) => ` because ${cause.rule} ${cause.reason} ${cause.severity}`).sort();
      return `${rule} ${object} ${reason} ${severity}${because.join("")}`;
    })
    .sort();
}

/** Runs a script of the project in Node. */
export function run(...args: string[]) {
  return spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });
}

export function collectAcme(config: string, to: string): void {
  const { status, stderr } = run("dist/cli.js", "collect", "--config", config, "--as-of", asOf, "--to", to);
  if (status !== 0) throw new Error(`collect ended with ${status}: ${stderr}`);
}

export function checkAcme(config: string, snapshot: string): Report {
  const common = ["check", "--config", config, "--snapshot", snapshot, "--format", "json"];
  return reportOf(run("dist/cli.js", ...common, "--as-of", asOf));
}

/** As `checkAcme`, without `--as-of`, by the built program with a clock of the test's. */
export function checkWithClock(config: string, snapshot: string, now: string): Report {
  const program = pathToFileURL(join(root, "dist/commands/program.js")).href;
  const folder = temporaryFolder();
  // A file and not `--eval`, which the worker threads of the program would inherit.
  const script = join(folder.path, "with-clock.mjs");
  const args = ["check", "--config", config, "--snapshot", snapshot, "--format", "json"];
  try {
    writeFileSync(
      script,
      `import { runProgram } from ${JSON.stringify(program)};
const { argv, env, stdin, stdout, stderr } = process;
const surroundings = { cwd: process.cwd(), env, stdin, stdout, stderr, now: new Date(${JSON.stringify(now)}) };
process.exitCode = await runProgram(argv.slice(2), surroundings);
`,
    );
    return reportOf(run(script, ...args));
  } finally {
    folder.remove();
  }
}

function reportOf({ stdout, stderr }: ReturnType<typeof run>): Report {
  if (!stdout.startsWith("{")) throw new Error(`there is no report: ${stderr}`);
  return Report.parse(JSON.parse(stdout));
}

export interface Folder {
  readonly path: string;
  readonly remove: () => void;
}

export function temporaryFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), "entitlint-acme-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The example in a folder of its own, each text (found once, byte for byte) replaced in its file. */
export function changedAcme(changes: readonly (readonly [file: string, from: string, to: string])[]): Folder {
  const folder = temporaryFolder();
  cpSync(join(root, "examples/acme"), folder.path, { recursive: true });
  for (const [file, from, to] of changes) {
    const path = join(folder.path, file);
    // One of the exports is not in UTF-8; this encoding keeps every byte of all of them.
    const parts = readFileSync(path, "latin1").split(from);
    if (parts.length !== 2) throw new Error(`${JSON.stringify(from)} stands ${parts.length - 1} times in ${file}`);
    writeFileSync(path, parts.join(to), "latin1");
  }
  return folder;
}

/** Collects and checks an example in a folder of its own. */
export function reportIn(folder: Folder): Report {
  const config = join(folder.path, "entitlint.yaml");
  const snapshot = join(folder.path, "snapshots");
  collectAcme(config, snapshot);
  return checkAcme(config, snapshot);
}

/** Every byte of a folder's files, as one text. */
export function textBelow(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8")).join("\n");
}
