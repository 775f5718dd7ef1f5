import type { Granted } from "./access-book.ts";
import type { DeployKey, Organization, Role } from "./answers.ts";
import { isPowerful } from "./app-permission.ts";
import { capabilityOf } from "./repository-role.ts";

/** What everybody in the organisation is. */
export const owner: Granted = {
  ...{ native: "org/owner", kind: "org", name: "owner" },
  ...{ privileged: true, capability: ["admin"] },
};
export const member: Granted = { native: "org/member", kind: "org", name: "member", isDefault: true };

/** What every member may do in every repository; nothing where it is hidden, too. Owners may do everything anyhow. */
export function baseOf({ default_repository_permission: base }: Organization): Granted | undefined {
  if (base === undefined || base === null || base === "none") return undefined;
  return { ...repositoryRole("*", "*", base), native: `base/${base}` };
}

export function repositoryRole(id: number | string, name: string, role: string): Granted {
  const capability = capabilityOf(role);
  return {
    ...{ native: `repo/${id}:${role}`, kind: "repo", name: `${name}:${role}` },
    ...(capability && { capability }),
    ...(role === "admin" && { privileged: true }),
  };
}

/** What a deploy key opens. */
export function keyAccess(
  { read_only }: DeployKey,
  { id, name }: { readonly id: number; readonly name: string },
): Granted {
  const level = read_only ? "key-read" : "key-write";
  return {
    ...{ native: `repo/${id}:${level}`, kind: "repo", name: `${name}:${level}` },
    ...(read_only ? { capability: ["read"] } : { capability: ["read", "write"], privileged: true }),
  };
}

export function organizationRole({ id, name, base_role, permissions }: Role): Granted {
  const isPrivileged = base_role === "admin" || base_role === "maintain" || permissions.length > 0;
  return { native: `role/${id}`, kind: "role", name, ...(isPrivileged && { privileged: true }) };
}

/** What an App may do. */
export function appPermission(name: string, level: string): Granted {
  return {
    ...{ native: `permission/${name}:${level}`, kind: "api-scope", name: `${name}:${level}` },
    ...(isPowerful(name, level) && { privileged: true }),
  };
}
