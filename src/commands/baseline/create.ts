import { loadAccess } from "../../access/load-access.ts";
import { CannotJudgeError, EntitlintError } from "../../errors.ts";
import type { CommandBody } from "../context.ts";
import { judgeDecisions, today } from "../decisions/judge-decisions.ts";
import { openConfig } from "../estate/open-config.ts";
import { changeBaseline } from "./change-baseline.ts";
import { type ChoiceOptions, chosen, readChoice } from "./choose.ts";
import { entryLines } from "./entry-lines.ts";
import { rulesAboutWaivers } from "./rules-about-waivers.ts";

export type CreateOptions = ChoiceOptions;

/** Puts off every finding that fails a check, as the first thing a repository does that begins to check. */
export const create: CommandBody<CreateOptions> = async ({ options }, context) => {
  const choice = readChoice(options, today(options, context));
  const loaded = await openConfig(options, context);
  const access = await loadAccess(loaded.tree, loaded.config.access);
  const [entry] = access.baseline;
  if (entry)
    throw new EntitlintError({
      code: "decision/refused",
      message: "there is a baseline already",
      place: entry.place,
      next: "`entitlint baseline update --add` adds to it.",
    });
  const report = await judgeDecisions(options, loaded, context, access);
  requireJudged(report.obstacles);
  const findings = chosen(report, choice, await rulesAboutWaivers(loaded, context));
  const change = { add: entryLines(findings, choice), remove: new Set<string>() };
  return changeBaseline(change, { loaded, report }, options, context);
};

/** What was found while something could not be judged is not all there was at the beginning. */
export function requireJudged(obstacles: readonly { readonly text: string }[]): void {
  if (obstacles.length === 0) return;
  throw new CannotJudgeError({
    code: "decision/refused",
    message: "not everything could be judged, so nothing was put off",
    next: "Mend what keeps the check from judging first.",
    details: obstacles.map(({ text }) => `  ${text}`),
  });
}
