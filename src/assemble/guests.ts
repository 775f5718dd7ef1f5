import type { Correlation } from "../correlate/index.ts";
import { accountKind } from "../correlate/subjects.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { Estate } from "../model/estate.ts";

type Used = NonNullable<Estate["sources"][string]["guests"]>[number];

/** By system, what any guest of it has: where none has an end or a sponsor, that is told of all of them at once. */
export function usedOfGuests(
  { principals }: LoadedEstate,
  { apps }: Correlation,
): ReadonlyMap<string, readonly Used[]> {
  const found = new Map<string, Set<Used>>();
  const note = (system: string, what: Used) => void found.set(system, (found.get(system) ?? new Set()).add(what));
  for (const { system, keys } of principals.identities) {
    if (keys.kind !== "external") continue;
    if (keys.expires !== undefined) note(system, "ends");
    if (keys.owners) note(system, "sponsors");
  }
  for (const row of principals.accounts) {
    if (row.keys.expires !== undefined && accountKind(row, apps.get(row.system)) === "external")
      note(row.system, "ends");
  }
  return new Map([...found].map(([system, used]) => [system, [...used].sort()]));
}
