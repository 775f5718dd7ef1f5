import type { NotEvaluable, Notice, RuleCount } from "../model/report.ts";

/** Below this many examined objects a share says nothing. */
const fewestExamined = 10;

/** What a reader should know before the findings. */
export function makeNotices(counts: readonly RuleCount[], blind: readonly NotEvaluable[]): Notice[] {
  const notices: Notice[] = [];
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
