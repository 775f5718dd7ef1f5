import { createHash } from "node:crypto";
import { byCodeUnit } from "./canonical.ts";

/** SHA-256, in hex, of a value's JSON with the keys of every map sorted, so that equal values have equal digests. */
export function canonicalDigest(value: unknown): string {
  const json = JSON.stringify(value, (_key, inner: unknown) => (isMap(inner) ? sorted(inner) : inner)) ?? "null";
  return createHash("sha256").update(json, "utf8").digest("hex");
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sorted(map: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).toSorted(([a], [b]) => byCodeUnit(a, b)));
}
