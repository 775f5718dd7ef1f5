import type { SystemInput } from "../model/estate-input.ts";
import type { RecordKind } from "../model/record-id.ts";

const preference: readonly RecordKind[] = [
  "account",
  "identity",
  "grant",
  "membership",
  "credential",
  "group",
  "event",
  "channel",
];

/** When the kind of a system was read; where that kind was not, when the system was. */
export function observedAt(system: SystemInput, kind: RecordKind, now: string): string {
  return system.kinds[kind]?.observedAt ?? systemObservedAt(system, now);
}

/** When a system was read: by its accounts if it has any, else by its people. A system only declared is read now. */
export function systemObservedAt(system: SystemInput, now: string): string {
  for (const kind of preference) {
    const entry = system.kinds[kind];
    if (entry) return entry.observedAt;
  }
  return now;
}

/** When each kind of each system was read, for whoever asks often. */
export function observationsOf(
  systems: readonly SystemInput[],
  now: string,
): (system: string, kind: RecordKind) => string {
  const known = new Map(systems.map((input) => [input.system, input]));
  return (system, kind) => {
    const input = known.get(system);
    return input ? observedAt(input, kind, now) : now;
  };
}
