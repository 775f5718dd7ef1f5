import { Role, TeamWithRole, UserWithRole } from "./answers.ts";
import { organizationRole } from "./granted.ts";
import { idOf, orgPath, type Reading } from "./reading.ts";

/** Reads roles and who was given them directly; whoever has one by way of a team has it through that team's membership. */
export async function readRoles(reading: Reading): Promise<void> {
  const { api, gaps, access, accounts } = reading;
  const path = orgPath(reading, "organization-roles");
  const roles: Role[] = [];
  await gaps.list("roles", () =>
    api.list(path, Role, { key: "roles", isUnpaged: true, idOf }, (role) => roles.push(role)),
  );
  for (const role of roles) {
    const granted = organizationRole(role);
    access.entitlement(granted);
    const takeUser = ({ assignment, ...user }: UserWithRole) => {
      if (assignment === "indirect") return;
      accounts.of(user);
      access.grant(access.account(user.id), granted);
    };
    const takeTeam = ({ id, assignment }: TeamWithRole) => {
      if (assignment !== "indirect") access.grant(access.team(id), granted);
    };
    const { id, name } = role;
    const ways = { idOf: wayOf };
    await gaps.list("roles", () => api.list(`${path}/${id}/users`, UserWithRole, ways, takeUser), name);
    await gaps.list("roles", () => api.list(`${path}/${id}/teams`, TeamWithRole, ways, takeTeam), name);
  }
}

/** Who has a role, and in which way: whoever has it in both may be listed twice. */
export function wayOf({ id, assignment }: TeamWithRole): string {
  return `${id}/${assignment}`;
}
