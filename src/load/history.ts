import type { KindLines, SystemInput } from "../model/estate-input.ts";
import { type Gap, type History, History as HistorySchema } from "../model/history.ts";
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
  /** What the status was before, and the last reading that showed it. */
  readonly statusBefore?: { readonly status: string; readonly until: string } | undefined;
  /** The last time it was away. */
  readonly away?: Gap | undefined;
  /** The last reading that showed other owners than the record has now. */
  readonly ownersUntil?: string | undefined;
  /** Earlier values of attributes that say where somebody works. */
  readonly moves?: readonly Move[] | undefined;
}

/** An attribute that changed: what it was, the last reading that showed that, and when the next value was first seen. */
export interface Move {
  readonly field: string;
  readonly before: string | undefined;
  readonly after: string;
  readonly seen: string;
}

/** What we remember of records that are still there, and the identities that no longer are. */
export interface Pasts {
  get(id: string): Past | undefined;
  readonly gone: readonly Tombstone[];
  /** When history of a system begins: what was first seen then may be much older. */
  readonly begins: ReadonlyMap<string, string>;
}

const fits = formOf(HistorySchema);

/** History of identities, accounts and credentials; of grants only those are looked for that came back. */
export function readHistory(systems: readonly SystemInput[], principals: Principals, faults: SystemFault[]): Pasts {
  const past: (Past | undefined)[] = new Array(principals.size).fill(undefined);
  const shared = new Map<string, Past>();
  const tombstones: Tombstone[] = [];
  const begins = new Map<string, string>();
  for (const { system, history } of systems) {
    for (const kind of ["identity", "account", "credential"] as const) {
      for (const file of history[kind] ?? []) {
        const broken = (number: number) =>
          faults.push(lineFault("invalid", system, kind, `${file.path}:${number}`, "this line is no history"));
        eachHistory(file, broken, (line) => {
          const begun = begins.get(system);
          if (begun === undefined || line.firstSeen < begun) begins.set(system, line.firstSeen);
          const principal = principals.numberOf(line.id);
          if (principal >= 0) past[principal] = pastOf(line, shared);
          else if (kind === "identity") tombstones.push(...tombstoneOf(line, system));
        });
      }
    }
  }
  return { get: (id) => past[principals.numberOf(id)], gone: tombstones, begins };
}

function eachHistory(file: KindLines, broken: (number: number) => void, take: (line: History) => void): void {
  let number = 0;
  eachLine(file.bytes, (start, end) => {
    number += 1;
    const line = historyIn(file, start, end);
    if (line) take(line);
    else broken(number);
  });
}

/** The line of history that stands there; undefined where it is none. */
export function historyIn(file: KindLines, start: number, end: number): History | undefined {
  const line = parseRecord<History>(lineText(file.bytes, start, end));
  const isHistory = file.altered ? HistorySchema.safeParse(line).success : fits(line);
  return isHistory ? line : undefined;
}

/** Attributes that say where somebody works. */
const places = ["department", "title", "managerId", "employmentType"] as const;

/** Most records of a system were first seen on few days, so those with the same past share one. */
function pastOf(line: History, shared: Map<string, Past>): Past {
  const { firstSeen, since, gone } = line;
  const changed = line.was || line.gaps ? changesOf(line) : undefined;
  const key = `${firstSeen} ${since?.status} ${gone?.lastSeen}${changed ? JSON.stringify(changed) : ""}`;
  const known = shared.get(key);
  if (known) return known;
  const made = { firstSeen, statusSince: since?.status, gone: gone?.lastSeen, ...changed };
  shared.set(key, made);
  return made;
}

function changesOf({ was, since, gaps }: History): Pick<Past, "statusBefore" | "away" | "ownersUntil" | "moves"> {
  const last = was?.status?.at(-1);
  const owners = was?.owners?.findLast(({ value }) => value !== undefined);
  const moves = places.flatMap((field): Move[] => {
    const earlier = was?.[field] ?? [];
    return earlier.map(({ value, until }, index) => ({
      ...{ field, before: value, after: until },
      seen: index === earlier.length - 1 ? (since?.[field] ?? until) : until,
    }));
  });
  return {
    ...(last?.value !== undefined && { statusBefore: { status: last.value, until: last.until } }),
    ...(gaps?.at(-1) && { away: gaps.at(-1) }),
    ...(owners && { ownersUntil: owners.until }),
    ...(moves.length > 0 && { moves }),
  };
}
