import { counted } from "../../counted.ts";
import type { CommandBody } from "../context.ts";
import { type PruneOptions, pruneEntries } from "../decisions/prune-entries.ts";

/** Takes out notes whose finding is gone. */
export const prune: CommandBody<PruneOptions> = ({ options }, context) =>
  pruneEntries("notes", (count) => counted(count, "note"), options, context);
