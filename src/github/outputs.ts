import { appendFile } from "node:fs/promises";
import { isGated, isOpen } from "../model/gate.ts";
import type { Report } from "../model/report.ts";
import { wholeSilences } from "../report/blind-text.ts";
import { casesIn } from "../report/verdict.ts";

/** What later steps of a workflow can ask: numbers and addresses, never text of a record. */
export function outputsOf(report: Report): Readonly<Record<string, number>> {
  const { findings } = report;
  const changed = (which: string) => findings.filter(({ change }) => change === which).length;
  return {
    "exit-code": report.exitCode,
    findings: findings.filter(isOpen).length,
    gating: findings.filter((finding) => isGated(finding, report)).length,
    introduced: changed("introduced"),
    fixed: changed("fixed"),
    "pre-existing": changed("pre-existing"),
    waived: findings.filter(({ waiver }) => waiver !== undefined).length,
    undecided: casesIn(report.unknowns),
    "not-evaluable": wholeSilences(report),
  };
}

/** Sets outputs of the step, where there is one. */
export async function writeOutputs(
  file: string | undefined,
  outputs: Readonly<Record<string, string | number | undefined>>,
): Promise<void> {
  if (!file) return;
  const lines = Object.entries(outputs).flatMap(([name, value]) =>
    // A line end would start another output.
    value === undefined ? [] : [`${name}=${String(value).replace(/[\r\n]/gu, " ")}\n`],
  );
  await appendFile(file, lines.join(""));
}
