import type { LoadedEstate } from "../load/index.ts";
import type { DeclaredAuthority } from "../model/declared/authority.ts";
import type { AuthorityWord, Blindness } from "../model/estate.ts";
import type { SystemInput } from "../model/estate-input.ts";

/** What other rules judge, and what every system has ids of its own for. */
const leftOut: ReadonlySet<string> = new Set([
  ...["id", "aliases", "unknown", "kind", "status", "rawStatus", "statusChangedAt", "app"],
  ...["managerId", "parentId", "owners", "sponsors", "assignedTo", "externalId", "immutableId"],
]);

/** Whose word counts for which field, as rules read it; fields that cannot be compared by their text are left out. */
export function authorityTable(declared: readonly DeclaredAuthority[]): AuthorityWord[] {
  return declared
    .filter(({ field }) => !leftOut.has(field.name))
    .map(({ field, from, level, app, transform, securityRelevant }) => ({
      ...{ of: field.of, name: field.name, path: pathOf(field.name), top: pathOf(field.name)[0] ?? field.name },
      ...{ from: from.map(({ system }) => system), level, transform: [...transform] },
      ...(app && { app: app.id }),
      ...(securityRelevant && { securityRelevant: true as const }),
    }));
}

/** An attribute's name may have dots of its own. */
function pathOf(name: string): string[] {
  return name.startsWith("attributes.") ? ["attributes", name.slice("attributes.".length)] : [name];
}

/**
 * Why nothing can be held against an authority in a system: none is declared for what it holds, or one is and cannot be read, here
 * or where the word comes from.
 */
export function withoutAuthority(place: string, { access, systems }: LoadedEstate): Blindness | undefined {
  const table = authorityTable(access.authority);
  const system = systems.find((candidate) => candidate.system === place);
  const about = table.filter((word) => concerns(word, place, system));
  if (about.length === 0)
    return {
      code: "nothing-declared",
      text: `access/authority.yaml names no field that ${place} holds for another system`,
    };
  for (const word of about) {
    const field = `${word.of}.${word.name}`;
    const sources = systems.filter((one) => word.from.includes(one.system) && reads(one, "identity", word));
    if (sources.length === 0)
      return {
        code: "field-not-read",
        text: `none of ${word.from.join(", ")} reads ${word.name}, whose word counts for ${field}`,
      };
    if (!reads(system, word.of === "person" ? "identity" : "account", word))
      return {
        code: "field-not-read",
        text: `${word.name} of ${place} was not read, and access/authority.yaml names ${field}`,
      };
  }
  return undefined;
}

/** A word about everybody's accounts binds only those systems that hold such a field. */
function concerns(word: AuthorityWord, place: string, system: SystemInput | undefined): boolean {
  if (word.from.includes(place) || word.from[0] === "app") return false;
  if (word.of === "person") return reads(system, "identity", word);
  return word.app === place || (word.app === "*" && reads(system, "account", word));
}

function reads(system: SystemInput | undefined, kind: "identity" | "account", { top, name }: AuthorityWord): boolean {
  const fields = system?.kinds[kind]?.fieldsRead ?? [];
  return fields.includes(top) || fields.includes(name);
}
