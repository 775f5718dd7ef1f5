import type { Correlation } from "../correlate/index.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { Holders } from "./holders.ts";

/** What the documents of applications are made from. */
export interface AppGround {
  readonly estate: LoadedEstate;
  readonly correlation: Correlation;
  /** Told of every subject. */
  readonly holders: Holders;
  /** When a system's accounts were read. */
  readonly accountsAt: (system: string) => string;
}
