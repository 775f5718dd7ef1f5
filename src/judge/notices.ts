import type { NotEvaluable, Notice, ReportSource, RuleCount } from "../model/report.ts";
import type { Excess } from "./counts.ts";
import { isEmpty, isProvenEmpty } from "./missing-verdicts.ts";

/** Below this many examined objects a share says nothing. */
const fewestExamined = 10;

/** What a reader should know before the findings; of counts, those of places that findings name. */
export function makeNotices(
  counts: readonly RuleCount[],
  blind: readonly NotEvaluable[],
  excesses: readonly Excess[],
  sources: readonly ReportSource[],
): Notice[] {
  const notices: Notice[] = [];
  for (const source of sources) {
    if (!isEmpty(source) || (source.required && !isProvenEmpty(source))) continue;
    notices.push({ code: "source-empty", app: source.system, text: `${source.system} was read and holds nothing` });
  }
  for (const { rule, app, examines, examined, named } of excesses) {
    const text = `${rule} names ${named} in ${app}, where it examined ${examined} (${examines}): what it says stands, but its counts are cut to what exists. Mend \`app\` and \`id\` of its findings, or its \`examines\`.`;
    notices.push({ code: "miscounted", app, rule, text });
  }
  const uncorrelated = new Map<string, NotEvaluable>();
  for (const entry of blind) {
    if (entry.code === "correlation-not-set-up" && !uncorrelated.has(entry.app)) uncorrelated.set(entry.app, entry);
  }
  for (const [app, entry] of uncorrelated) {
    notices.push({
      code: entry.code,
      app,
      text: `${entry.text}. Run \`entitlint links suggest --app ${app}\` and declare a pair in access/apps/${app}.yaml.`,
    });
  }
  for (const count of counts) {
    if (count.examined < fewestExamined || count.violating * 2 <= count.examined) continue;
    notices.push({
      code: "mostly-violating",
      app: count.app,
      rule: count.rule,
      text: `${count.violating} of ${count.examined} in ${count.app} violate ${count.rule}. When most do, it is usually the mapping that is wrong: look at one of them first.`,
    });
  }
  return notices;
}
