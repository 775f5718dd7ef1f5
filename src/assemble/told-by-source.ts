import type { Estate } from "../model/estate.ts";
import type { SystemInput } from "../model/estate-input.ts";

/** Facts that a source tells of all its records, so that one without them has none. */
export function toldBySource({ kinds }: SystemInput): Pick<Estate["sources"][string], "purposes" | "grantEnds"> {
  const tells = (kind: "identity" | "grant", field: string) => kinds[kind]?.fieldsRead.includes(field) === true;
  return {
    ...(tells("identity", "purpose") && { purposes: true as const }),
    ...(tells("grant", "expiresAt") && { grantEnds: true as const }),
  };
}
