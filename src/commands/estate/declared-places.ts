import type { SettledUnknown } from "../../judge/settle.ts";
import type { AccessState } from "../../model/access.ts";
import { waiverDocumentId } from "../../model/declared/waiver.ts";
import type { DeclaredAt } from "../../model/document.ts";
import { parseRecordId } from "../../model/record-id.ts";
import type { OpenEstate } from "./open-estate.ts";
import { declaredParts } from "./subject-parts.ts";

/** Finds the line in Git that a finding is about: of the grant, the account, the machine, the waiver. */
export function declaredPlaces(
  open: OpenEstate,
  decisions: AccessState = open.access,
): (finding: SettledUnknown) => DeclaredAt | undefined {
  const places = declarations(open, decisions);
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

/** Where Git declares what has this id; paths start at the config's folder. Waivers may be from another revision. */
export function declarations(open: OpenEstate, { waivers }: AccessState = open.access): Map<string, DeclaredAt> {
  const places = new Map<string, DeclaredAt>();
  for (const { lines } of open.declared) for (const { id, declared } of lines) places.set(id, declared);
  for (const { id, place } of open.access.identities) {
    if (place.file && place.line) places.set(id, { file: place.file, line: place.line });
  }
  for (const { id, place } of open.access.apps) {
    if (place.file && place.line) places.set(`app:${id}`, { file: place.file, line: place.line });
  }
  for (const [id, place] of emergencyPlaces(open.access)) places.set(id, place);
  for (const waiver of waivers) {
    const { file, line } = waiver.place;
    if (file && line) places.set(waiverDocumentId(waiver), { file, line });
  }
  return places;
}

/** Where the first account for emergencies of each tenant stands: how many there are is said of all of them. */
function emergencyPlaces({ breakglass }: AccessState): Map<string, DeclaredAt> {
  const places = new Map<string, DeclaredAt>();
  for (const { account, place } of breakglass) {
    const tenant = account.kind === "account" && parseRecordId(account.id)?.tenant;
    const id = tenant && `app:${account.system}/breakglass/${tenant}`;
    if (id && !places.has(id) && place.file && place.line) places.set(id, { file: place.file, line: place.line });
  }
  return places;
}
