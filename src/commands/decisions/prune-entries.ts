import { type ExitCode, exitCodes } from "../../exit-codes.ts";
import { doubtLines } from "../../report/unproven-text.ts";
import type { CommandContext } from "../context.ts";
import { openConfig } from "../estate/open-config.ts";
import type { EstateOptions } from "../estate/open-estate.ts";
import { judgeDecisions } from "./judge-decisions.ts";
import { removeEntries } from "./remove-entries.ts";
import type { EntryFile } from "./write-entries.ts";

export interface PruneOptions extends EstateOptions {
  readonly snapshot?: string;
  readonly write?: true;
}

/** Takes out entries of a file whose finding is gone. @param many so many of its entries, in words */
export async function pruneEntries(
  kind: EntryFile,
  many: (count: number) => string,
  options: PruneOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const loaded = await openConfig(options, context);
  const { [kind]: judged, obstacles } = await judgeDecisions(options, loaded, context);
  for (const { text } of obstacles) context.log.warn(text);
  const { entries = 0, stale = [], unproven = 0, doubts } = judged ?? {};
  const doubt = unproven > 0 ? `; of ${unproven} more nobody can say` : "";
  const told = `${many(stale.length)} of ${entries} whose finding is gone${doubt}`;
  const names = new Set(stale.map(({ fingerprint }) => fingerprint));
  await removeEntries(
    { kind, key: "fingerprint", names },
    { loaded, told, why: doubtLines(doubts, many), isWritten: options.write === true },
    context,
  );
  return obstacles.length > 0 ? exitCodes.cannotJudge : exitCodes.clean;
}
