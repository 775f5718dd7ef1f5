import { EntitlintError } from "../../../errors.ts";
import { type ExitCode, exitCodes } from "../../../exit-codes.ts";
import { instantOf } from "../../../model/instant-of.ts";
import type { LookedAtRecord, SourceLook, SubjectLook, Verdict } from "../../../model/subject-look.ts";
import { safeJson } from "../../../report/safe-json.ts";
import type { CommandContext, CommonOptions } from "../../context.ts";
import { exitOfLooking } from "../../estate/exit-of-looking.ts";
import { type OpenEstate, openEstate } from "../../estate/open-estate.ts";
import { subjectNames } from "../../estate/subject-names.ts";
import { chooseSources } from "../choose-sources.ts";
import type { CollectOptions } from "../options.ts";
import { lookAtSources, withoutSource } from "./look-at-sources.ts";
import { subjectText } from "./render.ts";
import { type Whom, whoIs } from "./whom.ts";

/** Reads one subject now, in every source that can be asked for one, and compares; the snapshot stays as it is. */
export async function lookAtSubject(
  asked: string,
  options: CollectOptions & CommonOptions,
  context: CommandContext,
): Promise<ExitCode> {
  requireAlone(options);
  const now = options.asOf === undefined ? context.now : new Date(options.asOf);
  const { config, asOf } = options;
  const open = await openEstate(
    { ...(config !== undefined && { config }), ...(asOf !== undefined && { asOf }) },
    context,
  );
  const sources = chooseSources(open.loaded.config.sources, options, open.snapshot?.manifest);
  const code = exitOfSnapshot(open, options, context);
  const whom = whoIs(asked, open);
  const looks = [
    ...(await lookAtSources(sources, whom, open, { ...context, now })),
    ...(options.only === undefined ? withoutSource(open.loaded.config.sources, whom, open) : []),
  ];
  const look = composed(whom, looks, now, open);
  context.stdout.write(options.format === "json" ? `${safeJson(look, 2)}\n` : subjectText(look));
  return looks.some(isOpen) || !looks.some(hasSaid) ? exitCodes.cannotJudge : code;
}

/** Options that are about writing a snapshot mean nothing where none is written. */
function requireAlone({ to, forget, dryRun, brake }: CollectOptions): void {
  const others = [
    ...(to === undefined ? [] : ["--to"]),
    ...(forget === undefined ? [] : ["--forget"]),
    ...(dryRun ? ["--dry-run"] : []),
    ...(brake ? [] : ["--no-brake"]),
  ];
  if (others.length === 0) return;
  throw new EntitlintError({
    code: "usage/invalid",
    message: `--subject writes no snapshot, so ${others.join(", ")} cannot go with it`,
    next: "Leave one of them out.",
  });
}

/** What is wrong with the snapshot, or old in it, is told first; without any snapshot there are still names to search. */
function exitOfSnapshot(open: OpenEstate, options: CommonOptions, context: CommandContext): ExitCode {
  if (open.snapshot) return exitOfLooking(open, context, options);
  context.log.warn("there is no snapshot here, so accounts can be searched by name only");
  return exitCodes.clean;
}

function composed(whom: Whom, sources: SourceLook[], now: Date, open: OpenEstate): SubjectLook {
  const records = sources.flatMap((source) => source.records);
  const count = (verdict: Verdict) => records.filter((record) => record.now.verdict === verdict).length;
  const { asked, subject } = whom;
  const name = subject && subjectNames(open)(subject.id);
  return {
    version: 1,
    asked,
    ...(subject && { subject: { id: subject.id, ...(name !== undefined && { name }) } }),
    lookedAt: instantOf(now),
    sources,
    counts: { there: count("there"), disabled: count("disabled"), gone: count("gone"), cannotSay: count("cannot-say") },
  };
}

/** Whether something is left open in a source that cannot be done without. */
function isOpen({ required, records, searches, reason }: SourceLook): boolean {
  const isUnsaid = ({ now }: LookedAtRecord) => now.verdict === "cannot-say";
  const isDoubtful = searches.some(({ result }) => result === "cannot-say");
  return required && (reason !== undefined || isDoubtful || records.some(isUnsaid));
}

/** Whether a source has said anything at all. */
function hasSaid({ records, searches }: SourceLook): boolean {
  return (
    records.some(({ now }) => now.verdict !== "cannot-say") ||
    searches.some(({ result }) => result === "found" || result === "none")
  );
}
