import type { EventRow } from "../../load/provisioning.ts";
import type { OpEntry } from "../../model/channel-document.ts";

const listed = 10;

/** How long changes took that succeeded and of which both ends are known. */
export function lagOf(events: readonly EventRow[]): Pick<OpEntry, "lag" | "slowest"> {
  const measured = events.flatMap((row) => {
    const { subject, requestedAt, ackedAt } = row.keys;
    const seconds = measuredSeconds(row);
    return ackedAt === undefined || seconds === undefined
      ? []
      : [{ event: row.id, about: subject, requestedAt, ackedAt, seconds }];
  });
  if (measured.length === 0) return { slowest: [] };
  const sorted = measured.map(({ seconds }) => seconds).sort((a, b) => a - b);
  return {
    lag: {
      measured: sorted.length,
      p50: nearestRank(sorted, 50),
      p95: nearestRank(sorted, 95),
      longest: nearestRank(sorted, 100),
    },
    // Sorting keeps the order of those that took equally long, which is that of time.
    slowest: measured.sort((a, b) => b.seconds - a.seconds).slice(0, listed),
  };
}

/** How long a change took that succeeded and of which both ends are known. */
export function measuredSeconds({ keys: { requestedAt, ackedAt, result } }: EventRow): number | undefined {
  if (ackedAt === undefined || result !== "success") return undefined;
  // A clock that is behind makes no change arrive before it was asked for.
  return Math.max(0, (Date.parse(ackedAt) - Date.parse(requestedAt)) / 1000);
}

/** The least value that so many percent do not exceed. */
export function nearestRank(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((percent * sorted.length) / 100) - 1)] ?? 0;
}
