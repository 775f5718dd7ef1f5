import type { CommandContext } from "../context.ts";

/** What a run is called in the manifest: the run of a workflow by its number, any other by its time. */
export function runId({ env }: Pick<CommandContext, "env">, now: Date): string {
  return env.GITHUB_RUN_ID ?? now.toISOString();
}
