import type { OpenEstate } from "../estate/open-estate.ts";

/** Why what the snapshot holds of a system proves nothing of anybody; undefined where it is what was collected. */
export type Doubts = (system: string) => string | undefined;

/**
 * A snapshot that was altered, cut off, or is not signed as the config demands may lack just the records that somebody still has. What
 * cannot be said of which system it is casts doubt on all.
 */
export function doubtsAbout({ obstacles, faults, snapshot }: OpenEstate): Doubts {
  const unsigned = obstacles.find(({ code }) => code === "snapshot-unsigned" || code === "snapshot-signature-bad");
  const altered = new Set(faults.map(({ system }) => system));
  const known = new Set(Object.keys(snapshot?.manifest.sources ?? {}));
  const isAnywhere = [...altered].some((system) => !known.has(system));
  return (system) => {
    if (unsigned) return unsigned.text;
    if (!isAnywhere && !altered.has(system)) return undefined;
    return "what the snapshot holds of it is not what was collected, so that there may be more";
  };
}
