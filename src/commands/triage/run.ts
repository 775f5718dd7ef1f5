import { ReadStream, WriteStream } from "node:tty";
import { loadAccess } from "../../access/load-access.ts";
import { EntitlintError } from "../../errors.ts";
import { createLog } from "../../log.ts";
import type { Report } from "../../model/report.ts";
import { safeText } from "../../report/safe-text.ts";
import { gitRoot } from "../../repository/git-root.ts";
import { parseFilter } from "../../triage/filter/parse.ts";
import type { Ground } from "../../triage/model/ground.ts";
import { checkInMoreRoom } from "../check/more-room.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { today } from "../decisions/judge-decisions.ts";
import { openConfig } from "../estate/open-config.ts";
import { openRules } from "../estate/open-rules.ts";
import { openDesk } from "./desk.ts";
import { exitOf } from "./exit-of.ts";
import { factSource } from "./fact-source.ts";
import { groundFor, noGround } from "./ground-for.ts";
import { type Judged, judgeOpen } from "./judge-open.ts";
import type { TriageOptions } from "./options.ts";
import { readReport } from "./read-report.ts";

/** What the interface opens on. */
interface Opened {
  readonly report: Report;
  readonly ground: Ground;
  /** The config's folder, and the root of the repository that paths of findings begin at. */
  readonly folder: string;
  readonly root: string;
  readonly judged?: Judged;
}

/** Judges, or reads a report, and opens the interface on it; prints a table where nobody sits at a terminal. */
export const triage: CommandBody<TriageOptions> = async ({ options }, context) => {
  refuseWrongFilter(options.filter);
  const terminal = options.plain ? undefined : terminalOf(context);
  if (options.report === undefined && terminal) {
    const roomier = await checkInMoreRoom(options.snapshot, await openConfig(options, context), context);
    if (roomier !== undefined) return roomier;
  }
  const opened =
    options.report === undefined
      ? await openJudged(options, context)
      : await openRead(options.report, options, context);
  if (!terminal) {
    const { plainTable } = await import("../../triage/plain.ts");
    context.stdout.write(plainTable(opened, options));
    return exitOf(opened.report);
  }
  const { runAtTerminal } = await import("./at-terminal.ts");
  const quiet = {
    ...context,
    isTerminal: false,
    log: createLog({
      format: "text",
      write: () => {},
      clock: () => context.now,
      safe: safeText,
      safeJson: JSON.stringify,
    }),
  };
  const facts = factSource(opened.judged, opened.report, options, quiet);
  const begun = Date.now();
  const clock = () => new Date(context.now.getTime() + Date.now() - begun);
  const desk = openDesk(options, quiet, { ...opened, facts, clock });
  return await runAtTerminal({ ...opened, desk }, options, { ...context, ...terminal });
};

async function openJudged(options: TriageOptions, context: CommandContext): Promise<Opened> {
  const judged = await judgeOpen(options, context);
  const { folder } = judged.open.loaded;
  const ground = groundFor(judged.open.access, judged.rules, today(options, context));
  return { report: judged.report, ground, folder, root: (await gitRoot(folder)) ?? folder, judged };
}

/** A report may lie anywhere; only beside the config that it was made by can something be decided. */
async function openRead(file: string, options: TriageOptions, context: CommandContext): Promise<Opened> {
  const report = await readReport(file, context.cwd);
  const day = today(options, context);
  try {
    const loaded = await openConfig(options, context);
    const ground = groundFor(
      await loadAccess(loaded.tree, loaded.config.access),
      await openRules(loaded, context),
      day,
    );
    return { report, ground, folder: loaded.folder, root: (await gitRoot(loaded.folder)) ?? loaded.folder };
  } catch (error) {
    if (!(error instanceof EntitlintError)) throw error;
    const why = `Nothing can be decided here: ${error.problems[0].message}`;
    return {
      report,
      ground: noGround(day, why),
      folder: context.cwd,
      root: (await gitRoot(context.cwd)) ?? context.cwd,
    };
  }
}

/** The terminal on both sides; undefined where one of them is a pipe or a file. */
function terminalOf({ stdin, stdout }: CommandContext): { stdin: ReadStream; stdout: WriteStream } | undefined {
  return stdin instanceof ReadStream && stdout instanceof WriteStream ? { stdin, stdout } : undefined;
}

function refuseWrongFilter(filter: string | undefined): void {
  const parsed = parseFilter(filter ?? "");
  if (!("problem" in parsed)) return;
  const { at, length, message } = parsed.problem;
  throw new EntitlintError({
    code: "usage/invalid",
    message: `--filter cannot be ${JSON.stringify(filter)}: ${JSON.stringify((filter ?? "").slice(at, at + length))}: ${message}`,
    next: "docs/triage.md tells how filters are written.",
  });
}
