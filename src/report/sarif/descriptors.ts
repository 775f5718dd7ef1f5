import type { Finding, Report } from "../../model/report.ts";
import type { Severity } from "../../model/severity.ts";
import { prose } from "../prose.ts";
import { safeMarkdown } from "../safe-text.ts";
import { levels, securitySeverities } from "./grades.ts";
import { tagsOf } from "./tags.ts";
import { sarifText, unwrapped } from "./texts.ts";

type Rule = Pick<Report["rules"][number], "id" | "title" | "description" | "severity" | "remediation" | "controls">;

/** The longest short and full description that GitHub takes. */
const longestDescription = 1_024;

/** What stands for whatever kept the run from judging. */
export const couldNotJudge: Rule = {
  id: "could-not-judge",
  title: "Access could not be judged",
  description: "Something kept the check from judging. What it does not list is not thereby in order.",
  severity: "critical",
  remediation: "Mend what is named and check again. Until then alerts may be missing, and none is known to be fixed.",
  controls: [],
};

/**
 * The rules of the log. GitHub knows a severity of a rule, not of a result, so a rule whose findings are graver or milder
 * than the rule itself comes once for each severity that it has.
 */
export class Descriptors {
  readonly all: object[] = [];
  readonly #rules: ReadonlyMap<string, Rule>;
  readonly #indexes = new Map<string, number>();

  constructor(report: Report) {
    const on = report.rules.filter(({ off }) => !off);
    this.#rules = new Map([...on, couldNotJudge].map((rule) => [rule.id, rule]));
    for (const rule of on) this.of(rule, rule.severity);
  }

  /** The id and index of a finding's descriptor. */
  ofFinding({ rule, title, severity }: Finding) {
    const fallback = { id: rule, title, description: "", severity, remediation: "", controls: [] };
    return this.of(this.#rules.get(rule) ?? fallback, severity);
  }

  of(rule: Rule, severity: Severity): { readonly ruleId: string; readonly ruleIndex: number } {
    const id = severity === rule.severity ? rule.id : `${rule.id}/${severity}`;
    const ruleId = sarifText(id, 255, "rule");
    const known = this.#indexes.get(ruleId);
    if (known !== undefined) return { ruleId, ruleIndex: known };
    const ruleIndex = this.all.push(descriptor(ruleId, rule, severity)) - 1;
    this.#indexes.set(ruleId, ruleIndex);
    return { ruleId, ruleIndex };
  }

  indexOf(rule: string): number | undefined {
    return this.#indexes.get(sarifText(rule, 255, "rule"));
  }
}

function descriptor(id: string, rule: Rule, severity: Severity) {
  const { title, description, remediation, controls } = rule;
  const mark = securitySeverities[severity];
  const codes = controls.map((control) => safeMarkdown(control)).join(" ");
  const help = [prose(description), `**What to do:** ${prose(remediation)}`, codes && `**Controls:** ${codes}`];
  return {
    id,
    shortDescription: { text: sarifText(title, longestDescription, id) },
    fullDescription: { text: sarifText(unwrapped(description), longestDescription, title, id) },
    help: {
      text: sarifText(unwrapped(remediation), longestDescription, title, id),
      markdown: help
        .filter((part) => part !== "")
        .join("\n\n")
        .replace(/[{}]/g, "$&$&"),
    },
    defaultConfiguration: { level: levels[severity] },
    properties: {
      tags: tagsOf(controls),
      ...(mark ? { "security-severity": mark } : { "problem.severity": "recommendation" }),
    },
  };
}
