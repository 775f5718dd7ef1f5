import type { Organization } from "./answers.ts";
import type { Identities } from "./read-identities.ts";
import type { Machines } from "./read-machines.ts";
import type { People } from "./read-people.ts";
import type { RepositoryReading } from "./read-repositories.ts";
import type { RoleReading } from "./read-roles.ts";
import type { TeamReading } from "./read-teams.ts";

/** All that was read of an organisation, before it becomes records. */
export interface Reading {
  readonly organization: Organization;
  readonly people: People;
  readonly identities: Identities;
  readonly teams: readonly TeamReading[];
  readonly repositories: readonly RepositoryReading[];
  readonly roles: readonly RoleReading[];
  readonly machines: Machines;
}
