import type { Place } from "../../errors.ts";
import type { PlacedReference } from "../reference.ts";
import type { CalendarDate } from "../time.ts";

/** One closed space of a system. */
export interface TenantName {
  readonly system: string;
  readonly tenant: string;
  readonly place: Place;
}

/** The agreement that people of one tenant may have access in another. */
export interface DeclaredTrust {
  readonly from: TenantName;
  readonly to: TenantName;
  readonly owner: PlacedReference;
  readonly until: CalendarDate;
  readonly reason: string;
  readonly place: Place;
}
