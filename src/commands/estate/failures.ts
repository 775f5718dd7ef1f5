import type { FailedCollection, SourceEntry } from "../../model/manifest.ts";

/** What a failed collection is called wherever it is told. */
export function failureText(system: string, { at, code, message, place, problems }: FailedCollection): string {
  const spot = place === undefined ? "" : ` ${place}:`;
  const more = problems > 1 ? ` (and ${problems - 1} more)` : "";
  return `the last collection of ${system} on ${at} failed:${spot} ${message.replace(/\.$/, "")}${more} [${code}]`;
}

/** The same with what is judged instead: records of when, or none at all. */
export function failureCause(system: string, failure: FailedCollection, entry: SourceEntry | undefined): string {
  const dates = Object.values(entry?.kinds ?? {}).map(({ observedAt }) => observedAt);
  const [first, last] = [dates.toSorted()[0], dates.toSorted().at(-1)];
  const when = first === last ? first : `${first} to ${last}`;
  const instead = first === undefined ? "nothing of it was ever read" : `judged on records of ${when}`;
  return `${failureText(system, failure)}; ${instead}`;
}
