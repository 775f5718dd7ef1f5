import type { Correlation } from "../correlate/index.ts";
import type { LoadedEstate } from "../load/index.ts";

/** Systems of which somebody says what access was decided on: by a role, in a format of their own, or by an approval. */
export function decidedSystems({ grants }: LoadedEstate, { declared, apps }: Correlation): ReadonlySet<string> {
  const found = new Set<string>(declared?.named.systems);
  for (const { id, mode } of apps.values()) if (mode === "exhaustive") found.add(id);
  for (let grant = 0; grant < grants.count; grant += 1) {
    if (grants.approved(grant) || grants.declared(grant) !== undefined) found.add(grants.system(grant));
  }
  return found;
}
