import type { Source } from "../../config/config.ts";
import type { Problem } from "../../errors.ts";
import type { CollectedSource } from "../../model/collected.ts";

/** What became of one source. */
export type Outcome =
  | { readonly source: Source; readonly collected: CollectedSource }
  | { readonly source: Source; readonly problems: readonly [Problem, ...Problem[]] };
