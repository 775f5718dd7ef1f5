import { execFileSync } from "node:child_process";
import { Report } from "../../src/model/report.ts";
import { type Project, project } from "../e2e/small-project.ts";
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
  readonly project: Project;
  readonly report: Report;
  readonly planted: readonly Planted[];
}

/** Plants defects in the clean estate, collects it at each reading, and judges it. */
export async function judge(defects: readonly Defect[]): Promise<Judged> {
  const clean = cleanEstate();
  const planted = defects.flatMap(({ what, plant }) => plant(clean).map((label) => ({ ...label, what })));
  numberEvents(clean.estate);
  const made = project({});
  for (const [reading, at] of readings.entries()) {
    made.write(filesAt(clean.estate, reading));
    if (reading === 0) decideLongAgo(made.folder);
    const { code, stderr } = await made.run("collect", "--as-of", at);
    if (code !== 0) throw new Error(`collecting at ${at} ended with ${code}: ${stderr}`);
  }
  const { stdout, stderr } = await made.run("check", "--format", "json");
  if (!stdout.startsWith("{")) throw new Error(`there is no report: ${stderr}`);
  return { project: made, report: Report.parse(JSON.parse(stdout)), planted };
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
