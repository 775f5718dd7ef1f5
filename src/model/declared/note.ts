import type { Place } from "../../errors.ts";
import type { FoundBy } from "./found.ts";

/** What somebody wants to be known of a finding. It decides nothing: no gate, no count and no order asks for it. */
export interface DeclaredNote {
  readonly fingerprint: string;
  readonly found?: FoundBy;
  readonly note: string;
  readonly place: Place;
}
