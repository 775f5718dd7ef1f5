import type { Place } from "../../errors.ts";

/** What somebody wants to be known of a finding. It decides nothing: no gate, no count and no order asks for it. */
export interface DeclaredNote {
  readonly fingerprint: string;
  readonly note: string;
  readonly place: Place;
}
