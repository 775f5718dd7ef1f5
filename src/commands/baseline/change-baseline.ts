import { loadAccess } from "../../access/load-access.ts";
import type { LoadedConfig } from "../../config/load-config.ts";
import { type ExitCode, exitCodes } from "../../exit-codes.ts";
import type { Report } from "../../model/report.ts";
import { treeWith } from "../access/file-edit.ts";
import { writePlanned } from "../access/write-planned.ts";
import type { CommandContext } from "../context.ts";
import { judgeDecisions } from "../decisions/judge-decisions.ts";
import { type EntriesChange, planEntries } from "../decisions/write-entries.ts";
import type { ChoiceOptions } from "./choose.ts";
import { tellBaseline } from "./tell-baseline.ts";

/** Changes the baseline, unless it is only to be shown, and tells what is left of it. */
export async function changeBaseline(
  change: EntriesChange,
  { loaded, report }: { readonly loaded: LoadedConfig; readonly report: Report },
  options: ChoiceOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const file = await planEntries("baseline", loaded, change);
  const after = file && (await loadAccess(treeWith(loaded.tree, [file]), loaded.config.access));
  const judged = after ? await judgeDecisions(options, loaded, context, after) : report;
  const isWritten = options.dryRun !== true;
  if (file && isWritten) await writePlanned(loaded.folder, [file]);
  const done = { file, added: change.add.length, removed: change.remove.size, isWritten, report: judged };
  tellBaseline(done, options, context);
  for (const { text } of judged.obstacles) context.log.warn(text);
  return judged.obstacles.length > 0 ? exitCodes.cannotJudge : exitCodes.clean;
}
