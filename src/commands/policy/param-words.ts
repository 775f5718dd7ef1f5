import type { Param } from "../../model/rule.ts";
import { rangeText } from "../estate/param-limits.ts";

const lookedUpBy: Record<NonNullable<Param["by"]>, string> = {
  app: "a map by application, tier, channel or mode",
  entitlement: "a map by entitlement, application or kind of entitlements",
  severity: "a map by severity",
  nothing: "one value for all",
};

const named: Record<NonNullable<Param["of"]>, string> = {
  system: "names of systems",
  "entitlement-kind": "kinds of entitlements",
  "name-pattern": "names, in which one or two stars stand for any text",
};

/** What a parameter may be beyond its type, as sentences after its description; empty where METADATA says nothing of it. */
export function paramWords({ by, of, among, range, whole, atMost }: Param): string {
  const words = [
    by && lookedUpBy[by],
    of && named[of],
    among && `some of ${among.join(", ")}`,
    whole && "whole numbers",
    range && rangeText(range),
    atMost && `at most ${atMost}`,
  ].filter((text) => text !== undefined);
  return words.length > 0 ? ` Allowed: ${words.join("; ")}.` : "";
}
