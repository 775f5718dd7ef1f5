import { CannotJudgeError } from "../../../errors.ts";
import { exitCodes } from "../../../exit-codes.ts";
import { workOut } from "../../../judge/trend/index.ts";
import { instantOf } from "../../../model/instant-of.ts";
import type { Trend } from "../../../model/trend.ts";
import { BlobReader } from "../../../repository/blob-reader.ts";
import { rulebook } from "../../check/make-report.ts";
import { numberOption } from "../../check/options.ts";
import type { CommandBody, CommonOptions } from "../../context.ts";
import { openConfig } from "../../estate/open-config.ts";
import { openRules } from "../../estate/open-rules.ts";
import { packageVersion } from "../../package-version.ts";
import { besideHistory } from "./beside-history.ts";
import { findSnapshots } from "./find-snapshots.ts";
import { judgeSnapshots } from "./judge-snapshots.ts";
import { requireSpan, spanNotices, spanOf } from "./span.ts";
import { writeTrend } from "./tell/write-trend.ts";
import { wholeHistory } from "./whole-history.ts";

export interface TrendOptions extends Partial<CommonOptions> {
  readonly from?: string;
  readonly to?: string;
  readonly every: Trend["every"];
  readonly format: "text" | "json" | "markdown" | "html" | "csv";
  readonly all?: true;
  /** False with `--no-cache`. */
  readonly cache: boolean;
  readonly ruleTimeout: string;
}

/** Tells what became of findings over the snapshots of the repository's history. It gates nothing. */
export const reportTrend: CommandBody<TrendOptions> = async ({ options }, context) => {
  const { from, to, every, format } = options;
  const stillSeconds = numberOption("--rule-timeout", options.ruleTimeout, 86_400);
  const asOf = options.asOf ?? instantOf(context.now);
  const today = asOf.slice(0, 10);
  requireSpan(options, today);
  const loaded = await openConfig(options, context);
  const root = await wholeHistory(loaded.folder, context);
  const open = await openRules(loaded, context);
  const run = { loaded, failOn: undefined, stillSeconds, workers: undefined };
  const rules = { ...rulebook(open, run), dates: true as const };
  const ground = { root, loaded, blobs: new BlobReader(root, context.env) };
  const found = await findSnapshots(ground, context);
  const beside = await besideHistory(ground, found, context);
  if (found.length === 0) throw noSnapshot(beside);
  const looked = await judgeSnapshots(found, { ...options, asOf, ...ground, rules, keeps: options.cache }, context);
  const { states, startsBefore, snapshots, leftOut, oldest } = looked;
  const exitCode = looked.isEndKnown ? exitCodes.clean : exitCodes.cannotJudge;
  const trend: Trend = {
    version: 1,
    tool: { name: "entitlint", version: packageVersion() },
    asOf,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    every,
    judgedBy: { policies: open.pack.digest, config: loaded.config.digest, rules: open.rules.length },
    exitCode,
    ...{ snapshots, leftOut },
    notices: [...spanNotices(options, today, oldest), ...beside],
    ...workOut({ states, startsBefore, ...spanOf(snapshots, options, today, oldest) }),
  };
  const { columns, colour } = context;
  for (const part of writeTrend(trend, format, { columns, colour, all: options.all ?? false, size: 0 }))
    context.stdout.write(part);
  return exitCode;
};

function noSnapshot(beside: readonly string[]): CannotJudgeError {
  const [first] = beside;
  return new CannotJudgeError({
    code: "snapshot/none",
    message: `no commit of this branch has brought a snapshot${first === undefined ? "" : `: ${first}`}`,
    next: "Commit snapshots as they are collected; each commit of one is a point of the trend.",
  });
}
