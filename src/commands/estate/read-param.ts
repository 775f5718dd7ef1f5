import { parseDuration } from "../../config/duration.ts";
import type { ParamInput } from "../../config/schema.ts";
import type { ParamValue } from "../../model/estate.ts";
import type { Param } from "../../model/rule.ts";

/** A value that cannot be read, with the key of the map's entry that is at fault. */
export interface UnreadableParam {
  readonly at?: string;
}

/** A value as Rego gets it; a map keeps the entries of the default that it does not name. */
export function readParam(
  value: ParamInput,
  type: Param["type"],
  base?: ParamValue,
): { readonly read: ParamValue } | UnreadableParam {
  if (typeof value !== "object" || Array.isArray(value)) {
    const read = readOne(value, type);
    return read === undefined ? {} : { read };
  }
  const map: Record<string, string | number> = typeof base === "object" && !Array.isArray(base) ? { ...base } : {};
  if (typeof base === "number" || typeof base === "string") map.default = base;
  for (const [key, entry] of Object.entries(value)) {
    const read = readOne(entry, type);
    if (typeof read !== "number" && typeof read !== "string") return { at: key };
    map[key] = read;
  }
  return Object.hasOwn(map, "default") ? { read: map } : {};
}

function readOne(value: string | number | boolean | string[], type: Param["type"]): ParamValue | undefined {
  switch (type) {
    case "duration": {
      const parsed = typeof value === "string" ? parseDuration(value) : undefined;
      return parsed?.ok ? parsed.seconds : undefined;
    }
    case "list":
      return Array.isArray(value) ? value : undefined;
    case "number":
    case "string":
    case "boolean":
      return typeof value === type ? value : undefined;
  }
}
