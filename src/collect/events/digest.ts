import { createHash } from "node:crypto";
import { canonicalLine } from "../../canonical.ts";

/** SHA-256 of what a log tells, so that it can be shown to be the same later without being kept; of nothing there is none. */
export function digestOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return undefined;
  return createHash("sha256").update(canonicalLine({ value })).digest("hex");
}

/** A short name for what is the same whenever these parts are. */
export function nameOf(parts: readonly (string | undefined)[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}
