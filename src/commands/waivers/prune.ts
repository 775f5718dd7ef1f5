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

/** Takes out waivers that have ended, and those of which nothing is left. */
export const prune: CommandBody<PruneOptions> = async ({ options }, context) => {
  const loaded = await openConfig(options, context);
  const { waivers = [], obstacles } = await judgeDecisions(options, loaded, context);
  for (const { text } of obstacles) context.log.warn(text);
  const gone = waivers.filter(({ state }) => state === "expired" || state === "unused");
  const names = new Set(gone.map(({ id }) => id));
  const expired = gone.filter(({ state }) => state === "expired").length;
  const told = `${counted(gone.length, "waiver")} of ${waivers.length}: ${expired} expired, ${gone.length - expired} unused`;
  const what = { kind: "waivers", key: "id", names } as const;
  await removeEntries(what, { loaded, told, isWritten: options.write === true }, context);
  return obstacles.length > 0 ? exitCodes.cannotJudge : exitCodes.clean;
};
