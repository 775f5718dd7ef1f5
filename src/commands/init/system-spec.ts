import type { Problem } from "../../errors.ts";
import { type SourceRole, SourceRole as SourceRoleSchema } from "../../model/manifest.ts";
import { isSystemName } from "../../model/system-name.ts";

/** The roles that init can propose a mapping for. */
export const proposableRoles = ["authoritative-identity", "directory", "application"] as const;
export type ProposableRole = (typeof proposableRoles)[number];

/** A system as it was named on the command line or in answers. */
export interface SystemSpec {
  readonly name: string;
  readonly role: ProposableRole;
  /** Path of a CSV export, relative to the config's folder, with forward slashes. */
  readonly file: string;
}

/** Parses `name=role:file`. */
export function parseSystemSpec(text: string): SystemSpec | Problem {
  const match = /^([^=]*)=([^:]*):(.+)$/s.exec(text);
  const [, name = "", role = "", file = ""] = match ?? [];
  if (!match) return badSystem(text, "it is not written name=role:file");
  if (!isSystemName(name)) return badSystem(text, `${JSON.stringify(name)} is no system name`);
  if (!isProposable(role)) return badSystem(text, roleReason(role));
  const path = file.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "");
  const fault = pathFault(path);
  return fault === undefined ? { name, role, file: path } : badSystem(text, fault);
}

/** Why a path cannot stand in a mapping; undefined when it can. */
export function pathFault(path: string): string | undefined {
  if (path === "" || path.startsWith("/") || /^[A-Za-z]:/.test(path) || path.split("/").includes("..")) {
    return "the export has to lie below the config's folder";
  }
  if (/[*?{}[\]()!\p{C}]/u.test(path)) return "the export's path has characters that a mapping gives a meaning to";
  return undefined;
}

function roleReason(role: string): string {
  const known: readonly SourceRole[] = SourceRoleSchema.options;
  const isRole = known.some((one) => one === role);
  return `${JSON.stringify(role)} is ${isRole ? "a role that has to be mapped by hand" : "no role"}; init knows ${proposableRoles.join(", ")}`;
}

function isProposable(role: string): role is ProposableRole {
  return proposableRoles.some((one) => one === role);
}

function badSystem(text: string, why: string): Problem {
  return {
    code: "init/bad-system",
    message: `--system ${text}: ${why}`,
    next: "Write it like hr=authoritative-identity:exports/hr.csv.",
  };
}
