import { unreadKind } from "../../assemble/unread-kind.ts";
import type { SystemInput } from "../../model/estate-input.ts";
import type { ReadPlace } from "../../model/leaver.ts";
import type { RecordKind } from "../../model/record-id.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import { doubtsAbout } from "./doubts.ts";

/**
 * Every place in which somebody can have access: applications of the inventory, whether or not anything reads them, and every
 * directory and application that is read. Of where people come from, nobody can be out.
 */
export function placesToLookAt(open: OpenEstate): Record<string, ReadPlace> {
  const { estate, correlation } = open;
  const doubts = doubtsAbout(open);
  const places: Record<string, ReadPlace> = {};
  for (const app of correlation.apps.keys()) places[app] = { keys: false };
  for (const system of estate.systems) {
    if (system.role === "directory" || system.role === "application")
      places[system.system] = placeOf(system, doubts(system.system));
  }
  return Object.fromEntries(Object.entries(places).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** In a directory every user can sign in; elsewhere those who have an account. What Git alone declares was read by nobody. */
function placeOf(system: SystemInput, doubt: string | undefined): ReadPlace {
  const kind: RecordKind = system.lines.account || system.role !== "directory" ? "account" : "identity";
  const entry = system.lines[kind] && system.kinds[kind];
  const keys =
    doubt === undefined &&
    system.lines.credential !== undefined &&
    !unreadKind("credential", system.system, system.kinds.credential);
  if (!entry || entry.completeness === "not-collected") return { keys };
  const partial = unreadKind(kind, system.system, entry)
    ? `its ${kind} records are ${entry.completeness}, so that there may be more`
    : doubt;
  return { at: entry.observedAt, ...(partial !== undefined && { partial }), keys };
}
