import { isDue } from "../../model/gate.ts";
import type { Finding, Report } from "../../model/report.ts";
import { compareSeverity, type Severity, severities } from "../../model/severity.ts";
import { GivenOptions } from "../decisions/given-options.ts";
import type { EstateOptions } from "../estate/open-estate.ts";

/** Which findings are to be put off, by whom and until when, as it was typed. */
export interface ChoiceOptions extends EstateOptions {
  readonly snapshot?: string;
  readonly owner?: string;
  readonly until?: string;
  readonly app?: string;
  readonly rule?: string;
  readonly from?: string;
  readonly dryRun?: true;
  readonly format: "text" | "json";
}

/** The same, read. */
export interface Choice {
  readonly owner: string;
  readonly until: string;
  readonly app: string | undefined;
  readonly rule: string | undefined;
  readonly from: Severity | undefined;
}

/** @throws EntitlintError with all that is missing or wrong */
export function readChoice(options: ChoiceOptions, today: string): Choice {
  const read = new GivenOptions();
  const owner = read.reference(
    "--owner",
    options.owner,
    ["person", "group"],
    "person:<e-mail or id> or group:<system>/<name>",
  );
  const until = read.day("--until", options.until, today, "the last day on which they are put off");
  const from = options.from === undefined ? undefined : read.oneOf("--from", options.from, severities);
  read.settle();
  return { owner, until, app: options.app, rule: options.rule, from };
}

/** The findings that fail a check and that nobody has decided on yet: what judges waivers cannot be put off. */
export function chosen(report: Report, { app, rule, from }: Choice, judgingWaivers: ReadonlySet<string>): Finding[] {
  return report.findings.filter(
    (finding) =>
      isDue(finding) &&
      finding.baseline === undefined &&
      !judgingWaivers.has(finding.rule) &&
      compareSeverity(finding.severity, from ?? report.gate.failOn) >= 0 &&
      (app === undefined || finding.app === app) &&
      (rule === undefined || finding.rule === rule),
  );
}
