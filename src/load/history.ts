import type { KindLines, SystemInput } from "../model/estate-input.ts";
import { type History, History as HistorySchema } from "../model/history.ts";
import { formOf } from "./form.ts";
import { eachLine, lineText } from "./lines.ts";
import type { Principals } from "./principals.ts";
import { lineFault, parseRecord, type SystemFault } from "./rows.ts";
import { type Tombstone, tombstoneOf } from "./tombstones.ts";

/** What joining needs of the past of a record. */
export interface Past {
  readonly firstSeen: string;
  /** Since when the status is what it is; absent: since before it was first seen. */
  readonly statusSince?: string | undefined;
  readonly gone?: string | undefined;
}

/** What we remember of records that are still there, and the identities that no longer are. */
export interface Pasts {
  get(id: string): Past | undefined;
  readonly gone: readonly Tombstone[];
}

const fits = formOf(HistorySchema);

/** History of identities, accounts and credentials; that of grants is left where it lies, no rule asks for it. */
export function readHistory(systems: readonly SystemInput[], principals: Principals, faults: SystemFault[]): Pasts {
  const past: (Past | undefined)[] = new Array(principals.size).fill(undefined);
  const shared = new Map<string, Past>();
  const tombstones: Tombstone[] = [];
  for (const system of systems) {
    for (const kind of ["identity", "account", "credential"] as const) {
      for (const file of system.history[kind] ?? []) {
        let number = 0;
        eachLine(file.bytes, (start, end) => {
          number += 1;
          const line = historyIn(file, start, end);
          if (!line) {
            faults.push(lineFault("invalid", system.system, kind, `${file.path}:${number}`, "this line is no history"));
            return;
          }
          const principal = principals.numberOf(line.id);
          if (principal >= 0) past[principal] = pastOf(line, shared);
          else if (kind === "identity") tombstones.push(...tombstoneOf(line, system.system));
        });
      }
    }
  }
  return { get: (id) => past[principals.numberOf(id)], gone: tombstones };
}

function historyIn(file: KindLines, start: number, end: number): History | undefined {
  const line = parseRecord<History>(lineText(file.bytes, start, end));
  const isHistory = file.altered ? HistorySchema.safeParse(line).success : fits(line);
  return isHistory ? line : undefined;
}

/** Most records of a system were first seen on few days, so those with the same past share one. */
function pastOf({ firstSeen, since, gone }: History, shared: Map<string, Past>): Past {
  const key = `${firstSeen} ${since?.status} ${gone?.lastSeen}`;
  const known = shared.get(key);
  if (known) return known;
  const made = { firstSeen, statusSince: since?.status, gone: gone?.lastSeen };
  shared.set(key, made);
  return made;
}
