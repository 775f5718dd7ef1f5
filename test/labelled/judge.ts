import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Report } from "../../src/model/report.ts";
import { type Ran, runIn } from "../e2e/small-project.ts";
import { numberEvents } from "./clean/changes.ts";
import { cleanEstate } from "./clean.ts";
import type { Defect, Label } from "./defect.ts";
import { readings } from "./estate.ts";
import { filesAt } from "./write.ts";

/** What was planted, by the defect that it was planted for. */
export interface Planted extends Label {
  readonly what: string;
}

export interface Judged {
  readonly report: Report;
  readonly labels: readonly Planted[];
  /** Runs the built program on the estate. */
  readonly run: (...args: string[]) => Promise<Ran>;
  readonly remove: () => void;
}

/** Plants defects in the clean estate, collects it at each reading, and judges it. */
export async function judge(defects: readonly Defect[]): Promise<Judged> {
  const clean = cleanEstate();
  const labels = defects.flatMap(({ what, plant }) => plant(clean).map((label) => ({ ...label, what })));
  numberEvents(clean.estate);
  const folder = mkdtempSync(join(tmpdir(), "entitlint-labelled-"));
  const run = (...args: string[]) => runIn(folder, args);
  for (const [reading, at] of readings.entries()) {
    writeFiles(folder, filesAt(clean.estate, reading));
    if (reading === 0) decideLongAgo(folder);
    const { code, stderr } = await run("collect", "--as-of", at);
    if (code !== 0) throw new Error(`collecting at ${at} ended with ${code}: ${stderr}`);
  }
  const { stdout, stderr } = await run("check", "--format", "json");
  if (!stdout.startsWith("{")) throw new Error(`there is no report: ${stderr}`);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  return { report: Report.parse(JSON.parse(stdout)), labels, run, remove };
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** What access files say was said at the beginning of the year. */
function decideLongAgo(cwd: string): void {
  const at = "2026-01-05T09:00:00Z";
  const env = { ...process.env, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at, GIT_CONFIG_GLOBAL: "/dev/null" };
  const git = (...args: string[]) => execFileSync("git", args, { cwd, env, stdio: "pipe" });
  git("init", "--quiet");
  git("add", "access", "entitlint.yaml");
  git(
    "-c",
    "user.name=Ana",
    "-c",
    "user.email=ana@company.example",
    "commit",
    "--quiet",
    "--message",
    "Say what was decided",
  );
}

/** One line for each thing that was found: which rule, of what. A cause is told of the object that it explains. */
export function linesOf({ findings }: Report): string[] {
  const open = findings.filter(({ waiver }) => waiver === undefined);
  const lines = open.flatMap(({ rule, object, causes }) =>
    [rule, ...causes.map((cause) => cause.rule)].map((one) => `${one} ${object}`),
  );
  return [...new Set(lines)].sort();
}

export function lineOf({ rule, object }: Pick<Label, "rule" | "object">): string {
  return `${rule} ${object}`;
}
