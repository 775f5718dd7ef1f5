import type { Obstacle } from "../../../model/report.ts";
import type { Snapshot } from "../../../snapshot/index.ts";

/** Seconds by which the clocks of whoever collects and of systems may be ahead of ours. */
const clockSkew = 900;

/**
 * What a pull request's snapshot says of a time that has not come. The run's own clock counts, whatever instant is judged
 * at: such a snapshot would count as fresh for long after nobody collects any more.
 */
export function fromFuture({ manifest: { collectedAt, sources } }: Snapshot, clock: Date): Obstacle[] {
  const latest = clock.getTime() + clockSkew * 1000;
  const isLater = (at: string) => Date.parse(at) > latest;
  const kinds = Object.entries(sources).flatMap(([system, source]) =>
    Object.entries(source.kinds).map(([kind, { observedAt }]) => ({ system, kind, observedAt })),
  );
  const later = kinds.filter(({ observedAt }) => isLater(observedAt));
  const systems = [...new Set(later.map(({ system }) => system))];
  return [
    ...(isLater(collectedAt) ? [obstacle(`the snapshot says that it was collected at ${collectedAt}`)] : []),
    ...systems.map((system) => {
      const own = later.filter((one) => one.system === system);
      const last = own
        .map(({ observedAt }) => observedAt)
        .toSorted()
        .at(-1);
      const what = own.map(({ kind }) => kind).join(", ");
      return obstacle(`the ${what} records of ${system} say that they were read at ${last}`, system);
    }),
  ];
}

function obstacle(what: string, source?: string): Obstacle {
  const text = `${what}, which is later than now: mend the clock or the date, and collect again`;
  return { code: "snapshot-in-future", text, ...(source !== undefined && { source }) };
}
