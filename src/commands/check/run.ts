import { availableParallelism } from "node:os";
import { buildEstate } from "../../assemble/estate.ts";
import { assemble } from "../../assemble/index.ts";
import type { LoadedConfig } from "../../config/load-config.ts";
import { counted } from "../../counted.ts";
import { EntitlintError } from "../../errors.ts";
import { evaluate, startPack } from "../../evaluate/index.ts";
import type { ExitCode } from "../../exit-codes.ts";
import { judge } from "../../judge/index.ts";
import type { Report } from "../../model/report.ts";
import { Severity, severities } from "../../model/severity.ts";
import { reporters } from "../../report/registry.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { declaredPlaces } from "../estate/declared-places.ts";
import { digestsOf } from "../estate/digests.ts";
import { observationNotices } from "../estate/observation-notices.ts";
import { openConfig } from "../estate/open-config.ts";
import { type EstateOptions, openEstate } from "../estate/open-estate.ts";
import { openPack } from "../estate/open-pack.ts";
import { settleRules } from "../estate/settle-rules.ts";
import { subjectHomes, subjectNames } from "../estate/subject-names.ts";
import { packageVersion } from "../package-version.ts";
import { checkInMoreRoom } from "./more-room.ts";
import {
  declaredNotices,
  populationObstacles,
  referenceNotices,
  reportSources,
  unjudgedNotices,
} from "./surroundings.ts";

export interface CheckOptions extends EstateOptions {
  readonly format: string;
  readonly failOn?: string;
  readonly all?: true;
  readonly ruleTimeout: string;
  readonly workers?: string;
}

/** Documents from which a second thread pays for its start. */
const documentsForTwo = 10_000;

/** More threads only take memory from each other. */
const mostWorkers = 64;

/** Seconds. */
const longestTimeOut = 86_400;

/** Judges, prints the report, and answers with its exit code. */
export const check: CommandBody<CheckOptions> = async ({ options }, context) => {
  const reporter = reporters.find(({ name }) => name === options.format);
  if (!reporter) throw usage("--format", options.format, reporters.map(({ name }) => name).join(", "));
  const loaded = await openConfig(options, context);
  const roomier = await checkInMoreRoom(options.snapshot, loaded, context);
  if (roomier !== undefined) return roomier;
  const report = await makeReport(options, loaded, context);
  const rendered = reporter.render(report, {
    columns: context.columns,
    colour: context.colour,
    all: options.all ?? false,
  });
  for (const part of rendered) context.stdout.write(part);
  return report.exitCode as ExitCode;
};

/** The whole way from files to a report. */
async function makeReport(options: CheckOptions, loaded: LoadedConfig, context: CommandContext): Promise<Report> {
  const failOn = severityOption(options.failOn);
  const stillSeconds = numberOption("--rule-timeout", options.ruleTimeout, longestTimeOut);
  const workers =
    options.workers === undefined
      ? undefined
      : numberOption("--workers", options.workers, mostWorkers, Number.isInteger);
  const pack = await openPack(loaded, context);
  const { judged, params } = settleRules(pack.rules, loaded.config);
  const started = await startPack(pack, stillSeconds);
  try {
    const open = await openEstate(options, context, loaded);
    const rules = [...judged.values()].filter(({ off }) => !off).map(({ rule }) => rule);
    const estate = buildEstate(open.estate, open.correlation, { rules, params, now: open.now });
    const { batches, tally } = assemble(open.estate, open.correlation, open);
    const subjects = open.correlation.subjects.all.length;
    const usual = subjects < documentsForTwo ? 1 : Math.min(2, availableParallelism());
    const progress = progressLine(context, subjects + open.estate.systems.length);
    const evaluation = await evaluate(started, estate, batches, {
      workers: workers ?? usual,
      onProgress: progress.tell,
    });
    progress.clear();
    return judge({
      toolVersion: packageVersion(),
      asOf: open.now,
      failOn: failOn ?? loaded.config.failOn,
      digests: await digestsOf(open, pack.digest),
      rules: judged,
      evaluation,
      blind: estate.blind,
      examined: tally,
      sources: reportSources(open),
      obstacles: [...open.obstacles, ...populationObstacles(open)],
      notices: [
        ...declaredNotices(open),
        ...unjudgedNotices(open),
        ...observationNotices(open),
        ...referenceNotices(open),
      ],
      homeOf: subjectHomes(open),
      nameOf: subjectNames(open),
      declaredAt: declaredPlaces(open),
    });
  } finally {
    await started.close();
  }
}

/** How far evaluation has come, on a terminal only. */
function progressLine(context: CommandContext, total: number) {
  const shown = context.isTerminal && total > documentsForTwo;
  return {
    tell: (done: number) => {
      if (shown) context.stderr.write(`\r${Math.floor((done * 100) / total)} % of ${counted(total, "document")}`);
    },
    clear: () => {
      if (shown) context.stderr.write("\r\u001b[K");
    },
  };
}

function severityOption(text: string | undefined): Severity | undefined {
  if (text === undefined) return undefined;
  const severity = Severity.safeParse(text);
  if (!severity.success) throw usage("--fail-on", text, severities.join(", "));
  return severity.data;
}

function numberOption(name: string, text: string, most: number, fits = Number.isFinite): number {
  const number = Number(text);
  if (fits(number) && number > 0 && number <= most) return number;
  throw usage(name, text, `a ${fits === Number.isInteger ? "whole " : ""}number above zero, at most ${most}`);
}

function usage(option: string, text: string, allowed: string): EntitlintError {
  return new EntitlintError({
    code: "usage/invalid",
    message: `${option} cannot be ${JSON.stringify(text)}`,
    next: `Give one of: ${allowed}.`,
  });
}
