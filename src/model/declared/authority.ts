import type { Place } from "../../errors.ts";

/** How a value is changed before it is compared with the authority's. */
export type Transform = "trim" | "lowercase" | "uppercase";

/** Whose word counts for one field. */
export interface DeclaredAuthority {
  readonly field: { readonly of: "person" | "account"; readonly name: string };
  /** Systems, the first that tells a value counts; `app` is the application itself. */
  readonly from: readonly { readonly system: string; readonly place: Place }[];
  readonly level: "authoritative" | "advisory";
  /** For a field of accounts: the application, or `*` for each. */
  readonly app?: { readonly id: string; readonly place: Place };
  readonly transform: readonly Transform[];
  /** Whether a differing value changes what somebody can do. */
  readonly securityRelevant: boolean;
  readonly place: Place;
}
