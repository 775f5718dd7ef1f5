import type { Report } from "../../model/report.ts";
import { silence } from "../blind-text.ts";
import type { Reporter } from "../reporter.ts";
import { inertJson, safeJson } from "../safe-json.ts";
import { logFrame, type Notification } from "../sarif/frame.ts";
import { levels } from "../sarif/grades.ts";
import { sarifText, unwrapped } from "../sarif/texts.ts";
import { resultsOf } from "./results.ts";
import { Taxonomies } from "./taxonomies.ts";

/** SARIF 2.1.0 in the profile for evidence: all that was asked, with every answer. */
export const sarifAudit: Reporter = {
  name: "sarif-audit",
  title: "SARIF for auditors: every verdict, waivers, and controls as taxonomies",
  render,
};

/** Results are written one by one: there may be as many as there are grants. */
function* render(report: Report): Generator<string> {
  const taxonomies = new Taxonomies(report.rules);
  const indexes = new Map(report.rules.map(({ id }, index) => [id, index]));
  const refer = (rule: string) => {
    const ruleIndex = indexes.get(rule);
    return { ruleId: sarifText(rule, 255, "rule"), ...(ruleIndex !== undefined && { ruleIndex }) };
  };
  const { head, run } = logFrame(report, {
    rules: report.rules.map((rule) => descriptor(rule, taxonomies)),
    indexOf: (rule) => indexes.get(rule),
    notifications: [...notEvaluable(report), ...notices(report)],
    driver: { supportedTaxonomies: taxonomies.references },
    run: { taxonomies: taxonomies.components, automationDetails: { id: `entitlint/${report.asOf}` } },
  });
  const before = inertJson(JSON.stringify({ ...head, runs: [run] }));
  // The results go where the run's object, the list of runs and the log end.
  const end = "}]}";
  yield `${before.slice(0, -end.length)},"results":[\n`;
  let separator = "";
  for (const result of resultsOf(report, refer)) {
    yield `${separator}${safeJson(result)}`;
    separator = ",\n";
  }
  yield `\n]${end}\n`;
}

function descriptor(rule: Report["rules"][number], taxonomies: Taxonomies) {
  const { id, title, description, severity, remediation, controls, off } = rule;
  return {
    id: sarifText(id, 255, "rule"),
    shortDescription: { text: sarifText(title, 1_024, id) },
    fullDescription: { text: sarifText(unwrapped(description), 4_000, title, id) },
    help: { text: sarifText(unwrapped(remediation), 4_000, title, id) },
    defaultConfiguration: { level: levels[severity], ...(off && { enabled: false }) },
    ...(controls.length > 0 && { relationships: taxonomies.relationshipsOf(controls) }),
    properties: { severity },
  };
}

/** No rule was evaluated there, so it is no result: it is something that the run could not do. */
function notEvaluable(report: Report): Notification[] {
  return report.notEvaluable.map((entry) => ({
    level: entry.reasons ? "note" : entry.required ? "error" : "warning",
    code: entry.code,
    text: silence(entry),
    rule: entry.rule,
  }));
}

function notices({ notices: told }: Report): Notification[] {
  return told.map(({ code, text, rule }) => ({ level: "note", code, text, rule }));
}
