import type { LoadedConfig } from "../../config/load-config.ts";
import type { AccessState } from "../../model/access.ts";
import type { Report } from "../../model/report.ts";
import { makeReport } from "../check/make-report.ts";
import type { CommandContext } from "../context.ts";
import type { EstateOptions } from "../estate/open-estate.ts";

/** Judges everything as a check does, by what access files say or would say. */
export function judgeDecisions(
  options: EstateOptions,
  loaded: LoadedConfig,
  context: CommandContext,
  declares?: AccessState,
): Promise<Report> {
  const usual = { failOn: undefined, stillSeconds: 10, workers: undefined };
  return makeReport(options, { ...usual, loaded }, context, declares);
}

/** The day that decisions are made on: that of `--as-of`, else today in UTC. */
export function today({ asOf }: Pick<EstateOptions, "asOf">, { now }: CommandContext): string {
  return (asOf ?? now.toISOString()).slice(0, 10);
}
