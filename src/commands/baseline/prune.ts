import { counted } from "../../counted.ts";
import { exitCodes } from "../../exit-codes.ts";
import type { CommandBody } from "../context.ts";
import { judgeDecisions } from "../decisions/judge-decisions.ts";
import { removeEntries } from "../decisions/remove-entries.ts";
import { openConfig } from "../estate/open-config.ts";
import type { EstateOptions } from "../estate/open-estate.ts";

export interface PruneOptions extends EstateOptions {
  readonly snapshot?: string;
  readonly write?: true;
}

/** Takes out entries whose finding is gone. */
export const prune: CommandBody<PruneOptions> = async ({ options }, context) => {
  const loaded = await openConfig(options, context);
  const { baseline, obstacles } = await judgeDecisions(options, loaded, context);
  for (const { text } of obstacles) context.log.warn(text);
  const { entries, stale, unproven } = baseline ?? { entries: 0, stale: [], unproven: 0 };
  const doubt = unproven > 0 ? `; of ${unproven} more nobody can say` : "";
  const told = `${counted(stale.length, "entry", "entries")} of ${entries} whose finding is gone${doubt}`;
  const names = new Set(stale.map(({ fingerprint }) => fingerprint));
  const what = { kind: "baseline", key: "fingerprint", names } as const;
  await removeEntries(what, { loaded, told, isWritten: options.write === true }, context);
  return obstacles.length > 0 ? exitCodes.cannotJudge : exitCodes.clean;
};
