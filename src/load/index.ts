import type { AccessState, DeclaredApp } from "../model/access.ts";
import type { SystemInput } from "../model/estate-input.ts";
import type { ReviewEntry } from "../model/review-entry.ts";
import { type Activities, readActivities } from "./activity.ts";
import { type Approvals, approvalsIn } from "./approvals.ts";
import { type CredentialRow, readCredentials } from "./credentials.ts";
import { type EntitlementRow, readEntitlements } from "./entitlements.ts";
import { type Environments, readEnvironments } from "./environments.ts";
import { type AccountRow, type IdentityRow, impliedAccount, readAccounts, readIdentities } from "./estate-rows.ts";
import { type Grants, readGrants } from "./grants.ts";
import { readGroups, readMemberships } from "./groups.ts";
import { type Pasts, readHistory } from "./history.ts";
import { type Nesting, nest } from "./nesting.ts";
import { nestingCycles } from "./nesting-cycles.ts";
import { Principals } from "./principals.ts";
import { type Provisioning, readProvisioning } from "./provisioning.ts";
import { readReturnedGrants } from "./returned-grants.ts";
import { readReviews } from "./reviews.ts";
import { lineFault, type SystemFault } from "./rows.ts";

/** The whole estate in memory: records by their joining keys, edges by number, lines where they lie. */
export interface LoadedEstate {
  readonly systems: readonly SystemInput[];
  readonly access: AccessState;
  readonly principals: Principals;
  readonly nesting: Nesting;
  readonly entitlements: readonly EntitlementRow[];
  readonly environments: Environments;
  readonly grants: Grants;
  readonly credentials: readonly CredentialRow[];
  readonly past: Pasts;
  readonly activities: Activities;
  readonly approvals: Approvals;
  readonly provisioning: Provisioning;
  readonly reviews: readonly ReviewEntry[];
  readonly faults: readonly SystemFault[];
}

/** Reads all systems. What does not fit together becomes a fault of its system, never an exception. */
export function loadEstate(systems: readonly SystemInput[], access: AccessState): LoadedEstate {
  const faults: SystemFault[] = [];
  const apps = new Map<string, DeclaredApp>(access.apps.map((app) => [app.id, app]));
  const asked = new Set(access.roles.flatMap(({ selector }) => selector?.terms.map(({ field }) => field) ?? []));
  const identities = systems.flatMap((system) => readIdentities(system, faults, asked));
  const accounts = withImplied(
    systems.flatMap((system) => readAccounts(system, faults)),
    identities,
  );
  const credentials = systems.flatMap((system) => readCredentials(system, faults));
  const principals = new Principals({
    accounts,
    identities,
    groups: systems.flatMap((system) => readGroups(system, faults)),
    credentials,
  });
  const nesting = nest(
    systems.flatMap((system) => readMemberships(system, faults)),
    principals,
    faults,
  );
  faults.push(...nestingCycles(nesting, principals));
  for (const row of credentials) {
    if (principals.numberOf(row.keys.principal) < 0) {
      faults.push(lineFault("dangling", row.system, "credential", row.id, `${row.keys.principal} does not exist`));
    }
  }
  const entitlements = systems.flatMap((system) => readEntitlements(system, apps.get(system.system), faults));
  const grants = readGrants(systems, principals, entitlements, readReturnedGrants(systems, faults), faults);
  const provisioning = readProvisioning(systems, faults);
  return {
    systems,
    access,
    principals,
    nesting,
    entitlements,
    environments: readEnvironments(systems, entitlements, faults),
    grants,
    credentials,
    past: readHistory(systems, principals, faults),
    activities: readActivities(systems, principals, faults),
    approvals: approvalsIn(provisioning.events),
    provisioning,
    reviews: readReviews(systems, faults),
    faults,
  };
}

/** Every user of a directory is an account of the directory too; where no record says so, we do. */
function withImplied(accounts: readonly AccountRow[], identities: readonly IdentityRow[]): AccountRow[] {
  const known = new Set(accounts.map((row) => row.id));
  const implied = identities
    .filter((row) => row.keys.role === "directory" && !known.has(`account:${row.id.slice("identity:".length)}`))
    .map(impliedAccount);
  return [...accounts, ...implied];
}
