import type { Place } from "../errors.ts";
import type { DeclaredAuthority } from "./declared/authority.ts";
import type { BaselineEntry } from "./declared/baseline.ts";
import type { DeclaredBreakGlass } from "./declared/break-glass.ts";
import type { DeclaredConflict } from "./declared/duties.ts";
import type { DeclaredNote } from "./declared/note.ts";
import type { DeclaredPerson } from "./declared/people.ts";
import type { DeclaredReview } from "./declared/review.ts";
import type { DeclaredRole } from "./declared/role.ts";
import type { DeclaredTrust } from "./declared/trust.ts";
import type { DeclaredWaiver } from "./declared/waiver.ts";
import type { IdentityKind } from "./records/common.ts";
import type { PlacedReference } from "./reference.ts";
import type { CalendarDate, Moment } from "./time.ts";

export type { PlacedReference, Reference, ReferenceKind } from "./reference.ts";

/** How old an observation may be: `max` in seconds; on `weekdays`, days of the weekend do not count. */
export interface Freshness {
  readonly schedule: "daily" | "weekdays";
  readonly max: number;
}

/** How accounts come and go in an application. */
export interface AppLifecycle {
  readonly channel: "scim" | "connector" | "jit" | "batch" | "manual" | "none" | "unknown";
  /** What the channel reaches; absent while nobody has declared it. */
  readonly covers?: {
    readonly users: readonly UserOperation[];
    readonly groups: boolean;
    /** Kinds of entitlement that the channel reaches; `all` where it reaches every kind. */
    readonly entitlements: "all" | readonly string[];
  };
  /** Seconds within which a change must have arrived. */
  readonly sla?: number;
  readonly onLeave: "keep" | "disable";
  /** Whether disabling an account stops its sessions and tokens too; `no` until somebody declares more. */
  readonly deactivationBlocksUse: "verified" | "assumed" | "no";
}
export type UserOperation = "create" | "update" | "deactivate" | "reactivate" | "delete";

/** Two attributes whose equal values say that an account belongs to a person. */
export interface CorrelationPair {
  readonly account: string;
  readonly person: string;
  readonly ignoreCase: boolean;
}

/** What `access/apps` says of entitlements that `match` (a glob over `<kind>/<name>`); absent = nothing said. */
export interface EntitlementFacts {
  readonly match: string;
  readonly privileged?: boolean;
  readonly default?: boolean;
  readonly environment?: string;
  readonly sodTags: readonly string[];
  readonly place: Place;
}

/** One application, as its owner declares it. */
export interface DeclaredApp {
  readonly id: string;
  readonly owner: PlacedReference;
  /** Systems whose people may hold accounts here. */
  readonly people: readonly { readonly system: string; readonly place: Place }[];
  /** What absence means: everything undeclared is extra, only entitlements that a role names, or nothing. */
  readonly mode: "exhaustive" | "listed" | "observe";
  readonly tier: 1 | 2 | 3;
  readonly ssoRequired: boolean;
  readonly lifecycle: AppLifecycle;
  readonly fallbackDeactivation?: { readonly method: string; readonly testedAt?: CalendarDate };
  readonly freshness?: Freshness;
  readonly localLogin: "allowed" | "forbidden" | "vendor-forced";
  readonly correlate: readonly CorrelationPair[];
  /** First match of a user name decides; for systems that do not tell people from machines. */
  readonly kinds: readonly { readonly match: string; readonly kind: IdentityKind }[];
  readonly entitlements: readonly EntitlementFacts[];
  /** Everybody who has an account may do the same. */
  readonly flat?: true;
  /** Groups of the application that a directory's groups fill; absent where there are none. */
  readonly groups?: readonly GroupFilling[];
  readonly place: Place;
}

/** A group of an application, and the group of a directory whose members are to be its members. */
export interface GroupFilling {
  readonly group: PlacedReference;
  readonly from: PlacedReference;
}

/** One entry of the registry of non-human identities. */
export interface DeclaredIdentity {
  /** `nhi:<name>`. */
  readonly id: string;
  readonly kind: "service" | "agent" | "workload" | "shared";
  readonly accounts: readonly PlacedReference[];
  /** Absent only on a stub, which has `proposed` instead. */
  readonly owner?: PlacedReference;
  /** An owner somebody has guessed and nobody has confirmed; until `decideBy` it is exempt from owner, purpose, expiry. */
  readonly proposed?: {
    readonly who: PlacedReference;
    readonly because?: string;
    readonly decideBy: CalendarDate;
  };
  readonly backup?: PlacedReference;
  readonly purpose?: string;
  readonly expires?: Moment;
  readonly platformManaged: boolean;
  readonly environment?: string;
  readonly onBehalfOf?: PlacedReference;
  readonly tools: readonly PlacedReference[];
  readonly place: Place;
}

/** A link made by hand. `person` absent = the account is proven to be nobody's. */
export interface DeclaredLink {
  readonly account: PlacedReference;
  readonly person?: PlacedReference;
  readonly reason?: string;
  readonly by?: PlacedReference;
  readonly until?: CalendarDate;
  readonly place: Place;
}

/** All that `access/` declares; every list is sorted by what names its objects, by code unit, unless their order means something. */
export interface AccessState {
  readonly apps: readonly DeclaredApp[];
  readonly roles: readonly DeclaredRole[];
  readonly identities: readonly DeclaredIdentity[];
  readonly people: readonly DeclaredPerson[];
  readonly sod: readonly DeclaredConflict[];
  /** In the order of the file. */
  readonly authority: readonly DeclaredAuthority[];
  readonly trusts: readonly DeclaredTrust[];
  readonly breakglass: readonly DeclaredBreakGlass[];
  readonly links: readonly DeclaredLink[];
  readonly waivers: readonly DeclaredWaiver[];
  readonly reviews: readonly DeclaredReview[];
  readonly baseline: readonly BaselineEntry[];
  readonly notes: readonly DeclaredNote[];
}

/** A folder without access files. */
export const nothingDeclared: AccessState = {
  apps: [],
  roles: [],
  identities: [],
  people: [],
  sod: [],
  authority: [],
  trusts: [],
  breakglass: [],
  links: [],
  waivers: [],
  reviews: [],
  baseline: [],
  notes: [],
};
