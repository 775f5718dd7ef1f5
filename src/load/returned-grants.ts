import type { SystemInput } from "../model/estate-input.ts";
import type { Gap } from "../model/history.ts";
import { historyIn } from "./history.ts";
import { eachLineWith } from "./lines.ts";
import { lineFault, type SystemFault } from "./rows.ts";

/** As canonical JSON has it, so that only what was away is parsed: there are millions of others. */
const gaps = Buffer.from('"gaps":');

/** By id of the grant, the last time it was away, for those that came back. */
export function readReturnedGrants(systems: readonly SystemInput[], faults: SystemFault[]): ReadonlyMap<string, Gap> {
  const found = new Map<string, Gap>();
  for (const { system, history } of systems)
    for (const file of history.grant ?? [])
      eachLineWith(file.bytes, gaps, (start, end) => {
        const line = historyIn(file, start, end);
        const last = line?.gaps?.at(-1);
        if (line && last) found.set(line.id, last);
        if (!line) faults.push(lineFault("invalid", system, "grant", file.path, "a line of it is no history"));
      });
  return found;
}
