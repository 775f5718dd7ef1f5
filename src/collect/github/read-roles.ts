import { Role, TeamWithRole, UserWithRole } from "./answers.ts";
import { idOf, type Reader } from "./reader.ts";

/** A role of the organisation, with those who hold it themselves. */
export interface RoleReading extends Role {
  readonly users: readonly { readonly id: number; readonly login: string; readonly type?: string | undefined }[];
  readonly teams: readonly number[];
}

/** Roles and who was given them directly; whoever has one by way of a team has it through that team's membership. */
export async function readRoles({ api, gaps, organization }: Reader): Promise<readonly RoleReading[]> {
  const path = `orgs/${encodeURIComponent(organization.login)}/organization-roles`;
  const roles = await gaps.list("roles", () => api.list(path, Role, { key: "roles", isUnpaged: true, idOf }));
  const readings: RoleReading[] = [];
  for (const role of roles) {
    const users = await gaps.list(
      "roles",
      () => api.list(`${path}/${role.id}/users`, UserWithRole, { idOf }),
      role.name,
    );
    const teams = await gaps.list(
      "roles",
      () => api.list(`${path}/${role.id}/teams`, TeamWithRole, { idOf }),
      role.name,
    );
    readings.push({
      ...role,
      users: users.filter(({ assignment }) => assignment !== "indirect"),
      teams: teams.filter(({ assignment }) => assignment !== "indirect").map(({ id }) => id),
    });
  }
  return readings;
}
