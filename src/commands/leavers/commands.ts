import { collectors } from "../../collect/registry.ts";
import type { Revocation, Revoker } from "../../collect/revoke.ts";
import { parseRecordId } from "../../model/record-id.ts";
import { safeText } from "../../report/safe-text.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import type { LeaverRecord } from "./leaver-report.ts";
import { recordsToRevoke } from "./records-to-revoke.ts";
import { toDo } from "./steps.ts";

/**
 * The commands by which all that is left in one place is taken away, in the order of its steps. What no command does, or what has a
 * name that none can hold, is left to the words of the steps.
 */
export async function commandsFor(records: readonly LeaverRecord[], open: OpenEstate): Promise<Revocation[]> {
  const found: { by: string; lines: string[] }[] = [];
  const told = new Set<string>();
  for (const record of toDo(records))
    for (const known of recordsToRevoke(record, open)) {
      const revoker = await revokerOf(parseRecordId(known.record.id)?.system, open);
      const { by, lines } = revoker?.(known) ?? { by: "", lines: [] };
      // What would not be printed as it is, is not printed at all.
      if (lines.length === 0 || [by, ...lines].some((line) => safeText(line) !== line)) continue;
      const fresh = lines.filter((line) => !told.has(`${by}\n${line}`));
      for (const line of fresh) told.add(`${by}\n${line}`);
      const last = found.at(-1);
      if (last?.by === by) last.lines.push(...fresh);
      else if (fresh.length > 0) found.push({ by, lines: fresh });
    }
  return found;
}

async function revokerOf(system: string | undefined, { loaded }: OpenEstate): Promise<Revoker | undefined> {
  const source = loaded.config.sources.find((one) => one.system === system && !one.declares);
  const collector = collectors.find(({ name }) => name === source?.collector);
  return source && (await collector?.revoker?.(source, source.options));
}
