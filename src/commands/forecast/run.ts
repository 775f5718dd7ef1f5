import { declaredEnds } from "../../access/declared-ends.ts";
import { type ExitCode, exitCodes } from "../../exit-codes.ts";
import { foresee, type JudgedDay } from "../../judge/foresee.ts";
import { observedEnds } from "../../load/observed-ends.ts";
import type { Ending, Forecast } from "../../model/forecast.ts";
import type { Obstacle, Report } from "../../model/report.ts";
import { isJudged } from "../../report/verdict.ts";
import { judgeEstate, rulebook } from "../check/make-report.ts";
import { numberOption } from "../check/options.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { openConfig } from "../estate/open-config.ts";
import { type EstateOptions, joinEstate, openEstate } from "../estate/open-estate.ts";
import { openRules } from "../estate/open-rules.ts";
import { packageVersion } from "../package-version.ts";
import { tellForecast } from "./tell.ts";

export interface ForecastOptions extends EstateOptions {
  readonly days: string;
  readonly format: "text" | "json";
  readonly all?: true;
  readonly ruleTimeout: string;
}

/** Beyond a year nobody believes that nothing changes. */
const mostDays = 366;

/** Says what the days to come bring. */
export const forecast: CommandBody<ForecastOptions> = async ({ options }, context) => {
  const count = numberOption("--days", options.days, mostDays, Number.isInteger);
  const stillSeconds = numberOption("--rule-timeout", options.ruleTimeout, 86_400);
  const loaded = await openConfig(options, context);
  const open = await openEstate(options, context, loaded);
  const { now, access, estate } = open;
  const run = { loaded, failOn: undefined, stillSeconds, workers: undefined };
  const rules = rulebook(await openRules(loaded, context), run);
  // What was read is joined anew for each day, and not read again.
  const judgeAt = (day: Pick<EstateOptions, "unchanged"> & { readonly asOf: string }) =>
    judgeEstate(() => joinEstate({ ...open, now: day.asOf }, { ...options, ...day }, context), rules, context);
  const today = await judgeAt({ asOf: now });
  const days: (JudgedDay & { readonly report: Report })[] = [];
  // Of a run that cannot judge today, tomorrow says nothing either.
  for (const on of isJudged(today) ? daysAfter(now, count) : []) {
    progress(context, on);
    days.push({ on, report: await judgeAt({ asOf: `${on}T23:59:59Z`, unchanged: true }) });
  }
  progress(context, undefined);
  const until = daysAfter(now, count).at(-1) ?? now.slice(0, 10);
  const obstacles = obstaclesOf([today, ...days.map(({ report }) => report)]);
  const isWithin = ({ ends }: Ending) => ends >= now && ends <= `${until}T23:59:59Z`;
  const told: Forecast = {
    version: 1,
    tool: { name: "entitlint", version: packageVersion() },
    asOf: now,
    until,
    exitCode: obstacles.length > 0 ? exitCodes.cannotJudge : exitCodes.clean,
    obstacles,
    notices: today.notices,
    events: foresee(today, days),
    declared: declaredEnds(access).filter(isWithin).sort(byEnd),
    observed: [...observedEnds(estate)].filter(isWithin).sort(byEnd),
  };
  tellForecast(told, options, context);
  return told.exitCode as ExitCode;
};

/** The calendar days from that of the instant on, in UTC: it, and so many more. */
function daysAfter(now: string, count: number): string[] {
  const first = Date.parse(`${now.slice(0, 10)}T00:00:00Z`);
  const days = Array.from({ length: count + 1 }, (_, day) => new Date(first + day * 86_400_000));
  return days.map((day) => day.toISOString().slice(0, 10));
}

/** Every obstacle once, whichever days have it. */
function obstaclesOf(reports: readonly Report[]): Obstacle[] {
  const all = reports.flatMap(({ obstacles }) => obstacles);
  return [...new Map(all.map((obstacle) => [JSON.stringify(obstacle), obstacle])).values()];
}

function byEnd(a: Ending, b: Ending): number {
  const [left, right] = [`${a.ends} ${a.what} ${a.object}`, `${b.ends} ${b.what} ${b.object}`];
  return left < right ? -1 : left > right ? 1 : 0;
}

function progress({ isTerminal, stderr }: CommandContext, on: string | undefined): void {
  if (isTerminal) stderr.write(`\r\u001b[K${on === undefined ? "" : `judging ${on}`}`);
}
