import type { SettledUnknown } from "../../judge/settle.ts";
import type { DeclaredAt } from "../../model/document.ts";
import type { OpenEstate } from "./open-estate.ts";
import { declaredParts } from "./subject-parts.ts";

/** Finds the line in Git that a finding is about: of the grant, the account, the machine. */
export function declaredPlaces(open: OpenEstate): (finding: SettledUnknown) => DeclaredAt | undefined {
  const places = declarations(open);
  const partAt = declaredParts(open);
  return ({ object, grant, account, subject }) => {
    const part = partAt(object, subject);
    if (part) return part;
    for (const id of [object, grant, account, subject]) {
      const place = id === undefined ? undefined : places.get(id);
      if (place) return place;
    }
    return undefined;
  };
}

/** Where Git declares what has this id; paths start at the config's folder. */
export function declarations(open: OpenEstate): Map<string, DeclaredAt> {
  const places = new Map<string, DeclaredAt>();
  for (const { lines } of open.declared) for (const { id, declared } of lines) places.set(id, declared);
  for (const { id, place } of open.access.identities) {
    if (place.file && place.line) places.set(id, { file: place.file, line: place.line });
  }
  return places;
}
