import { join, relative } from "node:path";
import type { LoadedConfig } from "../../config/load-config.ts";
import { counted } from "../../counted.ts";
import { EntitlintError, problemLine } from "../../errors.ts";
import type { Finding, Report } from "../../model/report.ts";
import { decode } from "../../positions/decode.ts";
import { gitRoot } from "../../repository/git-root.ts";
import type { Decision } from "../../triage/model/decision.ts";
import type { Desk, Plan, Written } from "../../triage/model/desk.ts";
import type { FactsOrWhy } from "../../triage/model/facts.ts";
import { unifiedDiff } from "../access/unified-diff.ts";
import { writePlanned } from "../access/write-planned.ts";
import type { CommandContext } from "../context.ts";
import { today } from "../decisions/judge-decisions.ts";
import { openConfig } from "../estate/open-config.ts";
import { doesText } from "./does-text.ts";
import { commandsFor, commitFiles } from "./git-commands.ts";
import { groundFor } from "./ground-for.ts";
import { type Judged, judgeOpen } from "./judge-open.ts";
import type { TriageOptions } from "./options.ts";
import { type PlannedDecisions, planDecisions, requireUnchanged } from "./plan-decisions.ts";
import { addTo, findingsOf, messageOf, type Uncommitted } from "./uncommitted.ts";

/** Where a desk stands, and by what it goes. */
export interface DeskPlace {
  readonly folder: string;
  readonly root: string;
  /** Looks up what lies behind findings, from then on by what was judged last. */
  readonly facts: FactSource;
  /** The time now: a screen may be open for days, and what was fresh when it was opened is not for ever. */
  readonly clock: () => Date;
}

/** What the interface asks for, done by the commands that there are. */
export function openDesk(
  options: TriageOptions,
  opened: CommandContext,
  { folder, root, facts, clock }: DeskPlace,
): Desk {
  const open: Uncommitted = { files: new Set(), decided: new Set(), noted: new Set() };
  const contextNow = () => ({ ...opened, now: clock() });
  return {
    judge: async () => {
      const context = contextNow();
      const judged = await judgeOpen(options, context);
      facts.take(judged);
      return { report: judged.report, ground: groundFor(judged.open.access, judged.rules, today(options, context)) };
    },
    factsOf: (finding) => facts.of(finding),
    plan: (decisions) => {
      const context = contextNow();
      return plan(decisions, { options, context, folder, day: today(options, context), facts, open });
    },
    pathOf: (file) => join(root, file),
  };
}

/** Where facts come from: the estate that was judged last. */
export interface FactSource {
  readonly take: (judged: Judged) => void;
  readonly of: (finding: Finding) => Promise<FactsOrWhy>;
}

interface Planning {
  readonly options: TriageOptions;
  readonly context: CommandContext;
  readonly folder: string;
  readonly day: string;
  readonly facts: FactSource;
  readonly open: Uncommitted;
}

async function plan(decisions: readonly Decision[], planning: Planning): Promise<Plan> {
  const { options, context, day, facts } = planning;
  const loaded = await openConfig(options, context);
  let judged: Judged | undefined;
  const judge = async (access: Judged["open"]["access"]): Promise<Report> => {
    judged = await judgeOpen(options, context, { loaded, access });
    return judged.report;
  };
  const planned = await planDecisions(decisions, { loaded, today: day, judge });
  const { files, report } = planned;
  return {
    files: files.map(({ path }) => path),
    diff: files.flatMap(({ path, before, edits }) => unifiedDiff(path, before, edits)),
    does: doesText(decisions, planned),
    report,
    write: async () => {
      const written = await write(decisions, planned, { ...planning, loaded });
      if (judged) facts.take(judged);
      return written;
    },
  };
}

async function write(
  decisions: readonly Decision[],
  { files }: PlannedDecisions,
  { options, context, folder, loaded, day, open }: Planning & { readonly loaded: LoadedConfig },
): Promise<Written> {
  await requireUnchanged(loaded, files, (bytes, file) => decode(bytes, { file }));
  await writePlanned(folder, files);
  const paths = files.map(({ path }) => path);
  const told = [`Written: ${counted(decisions.length, "decision")} in ${paths.join(", ")}.`];
  if ((await gitRoot(folder)) === undefined) return { told, commands: [] };
  const branch = `entitlint/decisions-${day}`;
  const message = messageOf(findingsOf(decisions));
  const committed = options.commit ? await commitFiles(folder, paths, message, context.env).catch(linesOf) : undefined;
  if (typeof committed === "string")
    return { told: [...told, `Committed as ${committed}.`], commands: commandsFor([], message, branch, true) };
  addTo(open, {
    files: new Set(paths.map((path) => relative(context.cwd, join(folder, path)))),
    ...findingsOf(decisions),
  });
  const commands = commandsFor([...open.files].toSorted(), messageOf(open), branch, false);
  return { told, commands, ...(committed && { wrong: committed }) };
}

/** The files are written by then, whatever else is refused. */
function linesOf(error: unknown): string[] {
  if (error instanceof EntitlintError) return error.problems.map(problemLine);
  throw error;
}
