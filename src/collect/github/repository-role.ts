import type { RecordOf } from "../../model/record.ts";

/** The roles that every repository has, from the strongest to the weakest, with the old words for them. */
const roles = [
  { name: "admin", old: "admin" },
  { name: "maintain", old: "maintain" },
  { name: "write", old: "push" },
  { name: "triage", old: "triage" },
  { name: "read", old: "pull" },
] as const;

/** The strongest role among old permissions, where a server does not name roles. */
export function roleOf(permissions: Readonly<Record<string, boolean>> | undefined): string | undefined {
  return roles.find(({ old }) => permissions?.[old] === true)?.name;
}

/** What a role lets one do; nothing is said of roles that an organisation made itself. */
export function capabilityOf(role: string): RecordOf<"entitlement">["capability"] {
  if (role === "admin") return ["admin", "read", "write"];
  if (role === "maintain" || role === "write") return ["read", "write"];
  return role === "triage" || role === "read" ? ["read"] : undefined;
}
