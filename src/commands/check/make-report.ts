import { availableParallelism } from "node:os";
import { findPartBlindness } from "../../assemble/blindness.ts";
import { buildEstate } from "../../assemble/estate.ts";
import { assemble } from "../../assemble/index.ts";
import { qualityOf } from "../../assemble/quality.ts";
import type { LoadedConfig } from "../../config/load-config.ts";
import { counted } from "../../counted.ts";
import { evaluate, startPack } from "../../evaluate/index.ts";
import { judge } from "../../judge/index.ts";
import type { AccessState } from "../../model/access.ts";
import type { Report } from "../../model/report.ts";
import type { Severity } from "../../model/severity.ts";
import type { CommandContext } from "../context.ts";
import { declaredPlaces } from "../estate/declared-places.ts";
import { digestsOf } from "../estate/digests.ts";
import { findingPlaces } from "../estate/finding-places.ts";
import { observationNotices } from "../estate/observation-notices.ts";
import { type EstateOptions, type OpenEstate, openEstate } from "../estate/open-estate.ts";
import { type OpenRules, openRules } from "../estate/open-rules.ts";
import { reportFiles } from "../estate/repository-paths.ts";
import { subjectHomes, subjectNames, subjectSystems } from "../estate/subject-names.ts";
import { unreadSources } from "../estate/unread-sources.ts";
import { packageVersion } from "../package-version.ts";
import { chosenNotices, onlyChosen } from "./choose-rules.ts";
import { judgeExceptions } from "./judge-exceptions.ts";
import type { ReadOptions } from "./options.ts";
import { statusNotices } from "./status-notices.ts";
import { declaredNotices, fieldsRead, populationObstacles, referenceNotices, reportSources } from "./surroundings.ts";

/** Documents from which a second thread pays for its start. */
const documentsForTwo = 10_000;

/** Rules as a config sets them, and how they are to be run. */
export interface Rulebook extends OpenRules {
  readonly failOn: Severity;
  readonly run: Pick<ReadOptions, "stillSeconds" | "workers">;
  /** Whether findings tell since when. */
  readonly dates?: true;
}

/** The whole way from files to a report; with what access files would say, where that is given. */
export async function makeReport(
  options: EstateOptions,
  asked: RulesAsked,
  context: CommandContext,
  declares?: AccessState,
): Promise<Report> {
  const rules = rulebook(await openRules(asked.loaded, context), asked);
  return await judgeEstate(() => openEstate(options, context, asked.loaded, declares), rules, context);
}

/** The config whose rules are meant, and what the command line says of them. */
type RulesAsked = Omit<ReadOptions, "markdownSize"> & { readonly loaded: LoadedConfig };

/** Rules with the gate, the config's unless the command line asks for another, and as many of them as it asks for. */
export function rulebook(rules: OpenRules, { loaded, failOn, only, ...run }: RulesAsked): Rulebook {
  const judged = only ? onlyChosen(rules.judged, only) : rules.judged;
  return { ...rules, judged, failOn: failOn ?? loaded.config.failOn, run };
}

/** Judges an estate, which is opened while the rules are being loaded. */
export async function judgeEstate(
  opening: () => Promise<OpenEstate>,
  { pack, judged, params, rules, failOn, dates, run: { stillSeconds, workers } }: Rulebook,
  context: CommandContext,
): Promise<Report> {
  const started = await startPack(pack, stillSeconds);
  try {
    const open = await opening();
    const estate = buildEstate(open.estate, open.correlation, {
      rules,
      params,
      now: open.now,
      ...(dates && { dates }),
    });
    const { batches, tally, figures } = assemble(open.estate, open.correlation, open);
    const subjects = open.correlation.subjects.all.length;
    const usual = subjects < documentsForTwo ? 1 : Math.min(2, availableParallelism());
    const progress = progressLine(context, documentsAbout(open));
    const evaluation = await evaluate(started, estate, batches, {
      workers: workers ?? usual,
      onProgress: progress.tell,
      keep: open.access.waivers.length > 0,
    });
    progress.clear();
    const decisions = open.access;
    const first = { started, estate, evaluation, tally, rules: judged };
    return judge({
      toolVersion: packageVersion(),
      asOf: open.now,
      failOn,
      digests: await digestsOf(open, pack.digest),
      files: await reportFiles(open),
      rules: judged,
      ...(await judgeExceptions(open, decisions, first)),
      blind: estate.blind,
      partlyBlind: findPartBlindness(rules, open.estate, open.correlation, estate),
      examined: tally,
      counted: figures,
      fieldsRead: fieldsRead(open),
      quality: qualityOf(open.estate, open.correlation),
      sources: reportSources(open),
      unread: unreadSources(open),
      obstacles: [...open.obstacles, ...populationObstacles(open)],
      notices: [
        ...(open.notices ?? []),
        ...declaredNotices(open),
        ...observationNotices(open),
        ...referenceNotices(open),
        ...statusNotices(open),
        ...chosenNotices(judged),
      ],
      homeOf: subjectHomes(open),
      systemsOf: subjectSystems(open),
      nameOf: subjectNames(open),
      declaredAt: declaredPlaces(open, decisions),
      placeOf: await findingPlaces(open, decisions),
    });
  } finally {
    await started.close();
  }
}

/** How many documents there will be, or a few more: not every entitlement has one. */
function documentsAbout({
  estate: { systems, principals, entitlements },
  correlation: { subjects },
}: OpenEstate): number {
  return subjects.all.length + principals.groups.length + entitlements.length + systems.length * 2;
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
