import type { SystemInput } from "../../model/estate-input.ts";

/** Seconds by which a source's clock may be ahead of ours. */
const clockSkew = 300;

/** What was read only after the instant judged at. */
export interface ObservedLater {
  /** Systems with the date of their earliest observation, sorted by name. */
  readonly systems: readonly { readonly system: string; readonly from: string }[];
  /** True where nothing at all had been observed by then. */
  readonly all: boolean;
}

/** Systems of the snapshot that had not been observed at `now`: what is said of them is of a later time. */
export function observedLater(systems: readonly SystemInput[], now: string): ObservedLater {
  const latest = Date.parse(now) + clockSkew * 1000;
  const first = systems.flatMap(({ system, kinds, lines }) => {
    const dates = Object.entries(kinds).flatMap(([kind, entry]) => (kind in lines ? [entry.observedAt] : []));
    const [from] = dates.toSorted();
    return from === undefined ? [] : [{ system, from }];
  });
  const later = first.filter(({ from }) => Date.parse(from) > latest);
  return { systems: later, all: later.length > 0 && later.length === first.length };
}
