import { peopleSystems } from "../correlate/population.ts";
import type { AppDocument, FieldAuthority } from "../model/app-document.ts";
import type { DeclaredAuthority } from "../model/declared/authority.ts";
import type { SystemInput } from "../model/estate-input.ts";
import type { AppGround } from "./app-ground.ts";

/** Fields of people that a directory takes from those above it. */
const ofPeople = [
  ...(["displayName", "emails", "department", "title", "costCenter", "employmentType", "managerId"] as const),
  ...(["orgUnit", "status", "endDate"] as const),
];
/** Fields that an application's accounts have of their people. */
const ofAccounts = ["displayName", "emails", "employeeId", "userName"] as const;

/**
 * Whose word counts for the fields of one application, and which fields nobody is named for though two systems tell them.
 * Empty where nobody has begun to say whose word counts. What is said of people stands with the directories.
 */
export function authorityParts(
  name: string,
  { estate, correlation }: Pick<AppGround, "estate" | "correlation">,
): Pick<AppDocument, "authority" | "undeclaredFields"> {
  const { authority } = estate.access;
  if (authority.length === 0) return {};
  const systems = new Map(estate.systems.map((system) => [system.system, system]));
  const system = systems.get(name);
  const isDirectory = system?.role === "directory";
  const of = isDirectory ? "person" : "account";
  const own = authority.filter(({ field, app }) =>
    isDirectory ? field.of === "person" : field.of === "account" && (app?.id === "*" || app?.id === name),
  );
  const people = peopleSystems(correlation.apps.get(name)).filter((other) => other !== name);
  const named = new Set(own.map(({ field }) => field.name));
  const undeclaredFields = (isDirectory ? ofPeople : ofAccounts)
    .filter((field) => !named.has(field) && reads(system, isDirectory ? "identity" : "account", field))
    .map((field) => ({
      field: `${of}.${field}`,
      from: people.filter((other) => reads(systems.get(other), "identity", field)),
    }))
    .filter(({ from }) => from.length > 0);
  return {
    authority: own.map((entry) => fieldAuthority(entry, name, systems)),
    ...(undeclaredFields.length > 0 && { undeclaredFields }),
  };
}

function fieldAuthority(
  { field, from, level, place }: DeclaredAuthority,
  app: string,
  systems: ReadonlyMap<string, SystemInput>,
): FieldAuthority {
  const names = from.map(({ system }) => (system === "app" ? app : system));
  const told = names.filter((name) => {
    const kind = name === app && field.of === "account" ? "account" : "identity";
    return reads(systems.get(name), kind, field.name);
  });
  return {
    field: `${field.of}.${field.name}`,
    from: names,
    level,
    told,
    ...(place.file && { declared: { file: place.file, line: place.line ?? 1 } }),
  };
}

function reads(system: SystemInput | undefined, kind: "identity" | "account", field: string): boolean {
  return system?.kinds[kind]?.fieldsRead.includes(field) ?? false;
}
