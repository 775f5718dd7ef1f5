import type { LifecycleStatus } from "../../model/records/common.ts";
import { attribute, type Resource } from "./resource.ts";

export interface Status {
  readonly status: LifecycleStatus;
  readonly rawStatus: string;
  /** Why it is unknown. */
  readonly doubt?: string;
}

/**
 * `active` of RFC 7643 §4.1.1, also as the text that some directories send. It is optional, and what its absence means is
 * the server's own affair: unknown.
 */
export function statusOf(resource: Resource): Status {
  const active = attribute(resource, "active");
  const raw = typeof active === "string" || typeof active === "number" ? String(active) : "";
  if (active === true || raw.toLowerCase() === "true") return { status: "active", rawStatus: raw || "true" };
  if (active === false || raw.toLowerCase() === "false") return { status: "disabled", rawStatus: raw || "false" };
  const doubt = active === undefined ? "active is not told" : "active is neither true nor false";
  return { status: "unknown", rawStatus: raw, doubt };
}
