import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Problem } from "../errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { instantOf } from "../model/instant-of.ts";
import { Report } from "../model/report.ts";

/** A report in JSON, or in its place one that says that there is none: a check that crashed must not leave an old answer standing. */
export interface ReadReport {
  readonly report: Report;
  /** Why it is not the one that was asked for. */
  readonly problem?: Problem;
}

/** Reads a report that `check --report json=FILE` wrote. */
export async function readReport(
  file: string,
  { cwd, now, version }: { readonly cwd: string; readonly now: Date; readonly version: string },
): Promise<ReadReport> {
  const lost = (code: Problem["code"], why: string): ReadReport => {
    const next = "Look at what the check itself printed; it may have been killed.";
    return { report: lostReport(why, now, version), problem: { code, message: why, place: { file }, next } };
  };
  let text: string;
  try {
    text = await readFile(resolve(cwd, file), "utf8");
  } catch {
    return lost("input/unreadable", "the check has left no report");
  }
  try {
    const parsed = Report.safeParse(JSON.parse(text));
    return parsed.success ? { report: parsed.data } : lost("input/schema", "this is no report of this version");
  } catch {
    return lost("input/does-not-parse", "the report is no JSON, or only a part of it");
  }
}

function lostReport(text: string, now: Date, version: string): Report {
  return {
    ...{ version: 1, tool: { name: "entitlint", version }, asOf: instantOf(now), gate: { failOn: "medium" } },
    ...{ exitCode: exitCodes.failed, digests: {}, files: { config: "entitlint.yaml" } },
    population: { subjects: 0, machines: 0, accounts: 0, grants: 0, credentials: 0, documents: 0 },
    obstacles: [{ code: "no-report", text }],
    ...{ sources: [], notices: [], findings: [], unknowns: [], rules: [], counts: [], notEvaluable: [] },
  };
}
