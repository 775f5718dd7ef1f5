import { EntitlintError } from "../../errors.ts";
import type { CommandBody } from "../context.ts";
import { judgeDecisions, today } from "../decisions/judge-decisions.ts";
import { openConfig } from "../estate/open-config.ts";
import { changeBaseline } from "./change-baseline.ts";
import { type ChoiceOptions, chosen, readChoice } from "./choose.ts";
import { requireJudged } from "./create.ts";
import { entryLines } from "./entry-lines.ts";
import { rulesAboutWaivers } from "./rules-about-waivers.ts";

export interface UpdateOptions extends ChoiceOptions {
  readonly add?: true;
}

/** Takes out what is gone. It adds what is new only where it is asked to, because a baseline is to become smaller. */
export const update: CommandBody<UpdateOptions> = async ({ options }, context) => {
  refuseIdleOptions(options);
  const choice = options.add ? readChoice(options, today(options, context)) : undefined;
  const loaded = await openConfig(options, context);
  const report = await judgeDecisions(options, loaded, context);
  if (choice) requireJudged(report.obstacles);
  const findings = choice ? chosen(report, choice, await rulesAboutWaivers(loaded, context)) : [];
  const add = choice ? entryLines(findings, choice) : [];
  const remove = new Set((report.baseline?.stale ?? []).map(({ fingerprint }) => fingerprint));
  return changeBaseline({ add, remove }, { loaded, report }, options, context);
};

/** Whoever says for what and until when means to add. */
function refuseIdleOptions(options: UpdateOptions): void {
  if (options.add) return;
  const { owner, until, app, rule, from } = options;
  const given = Object.entries({ owner, until, app, rule, from }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`],
  );
  if (given.length === 0) return;
  throw new EntitlintError({
    code: "usage/invalid",
    message: `${given.join(", ")} ${given.length === 1 ? "says" : "say"} what to add, and nothing is added without --add`,
    next: "Say --add too.",
  });
}
