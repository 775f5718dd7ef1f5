import { counted } from "../../counted.ts";
import type { CommandBody } from "../context.ts";
import { type PruneOptions, pruneEntries } from "../decisions/prune-entries.ts";

/** Takes out entries whose finding is gone. */
export const prune: CommandBody<PruneOptions> = ({ options }, context) =>
  pruneEntries("baseline", (count) => counted(count, "entry", "entries"), options, context);
