import type { Grouping } from "../../triage/data/listing.ts";
import type { Sorting } from "../../triage/data/order.ts";
import type { EstateOptions } from "../estate/open-estate.ts";

/** What can be typed after `triage`. */
export interface TriageOptions extends EstateOptions {
  readonly snapshot?: string;
  readonly report?: string;
  readonly plain?: true;
  readonly filter?: string;
  readonly group: Grouping;
  readonly sort: Sorting;
  readonly screenReader?: true;
  readonly commit?: true;
}
