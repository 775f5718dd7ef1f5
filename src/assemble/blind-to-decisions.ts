import type { Correlation } from "../correlate/index.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { Blindness } from "../model/estate.ts";
import type { Decided, Need } from "../model/rule.ts";

/** Where nothing was decided there is nothing to hold access against: that is no pass. */
export function undeclared(
  what: Decided,
  place: string,
  { access, systems }: LoadedEstate,
  { declared, apps }: Correlation,
): Blindness | undefined {
  const code = "nothing-declared";
  if (what === "duties") {
    if (access.sod.length > 0) return undefined;
    return { code, text: "access/sod.yaml declares no duties that nobody may have together" };
  }
  const isSaid =
    (declared?.named.systems.size ?? 0) > 0 || [...apps.values()].some(({ mode }) => mode === "exhaustive");
  if (!isSaid) return { code, text: "no role of access/roles says who is to hold what" };
  const role = systems.find(({ system }) => system === place)?.role;
  if (declared?.named.systems.has(place) || apps.get(place)?.mode === "exhaustive") return undefined;
  // Nothing is held in a system that only knows people.
  if (role !== undefined && role !== "application" && role !== "directory") return undefined;
  return { code, text: `no role gives anybody anything in ${place}` };
}

/** A fact of people that any of their sources may tell. */
export function unreadAnywhere(
  { kind, anywhere }: Extract<Need, { anywhere: string[] }>,
  systems: LoadedEstate["systems"],
): Blindness | undefined {
  const isRead = systems.some(({ kinds }) => {
    const entry = kinds[kind];
    const isWhole = entry && !["not-collected", "denied", "partial"].includes(entry.completeness);
    return isWhole === true && anywhere.some((field) => entry?.fieldsRead.includes(field));
  });
  if (isRead) return undefined;
  return { code: "field-not-read", text: `no source reads ${anywhere.join(" or ")} of ${kind} records` };
}
