import type { EstateOptions } from "../estate/open-estate.ts";

/** What can be typed after `waive`. */
export interface WaiveOptions extends EstateOptions {
  readonly snapshot?: string;
  readonly owner?: string;
  readonly approver?: string;
  readonly reason?: string;
  readonly until?: string;
  readonly kind?: string;
  readonly control?: string;
  readonly ticket?: string;
  readonly maxMatches?: string;
  readonly id?: string;
  readonly dryRun?: true;
  readonly format: "text" | "json";
}
