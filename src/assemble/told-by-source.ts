import type { Estate } from "../model/estate.ts";
import type { SystemInput } from "../model/estate-input.ts";

type Told = Pick<Estate["sources"][string], "purposes" | "grantEnds" | "grantSources" | "keyEnds">;

/** Facts that a source tells of all its records, so that one without them has none. */
export function toldBySource({ kinds }: SystemInput): Told {
  const tells = (kind: "identity" | "grant" | "credential", field: string) =>
    kinds[kind]?.fieldsRead.includes(field) === true;
  return {
    ...(tells("identity", "purpose") && { purposes: true as const }),
    ...(tells("grant", "expiresAt") && { grantEnds: true as const }),
    ...(tells("grant", "source") && { grantSources: true as const }),
    ...(tells("credential", "expiresAt") && { keyEnds: true as const }),
  };
}
