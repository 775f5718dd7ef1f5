import type { LoadedEstate } from "../../load/index.ts";
import type { Blindness } from "../../model/estate.ts";
import type { SystemInput } from "../../model/estate-input.ts";
import { channelViews } from "./channel-views.ts";

/** Which applications somebody tells of what provisioning does there, and what of it was read. */
export class Logged {
  readonly #logs = new Map<string, Set<SystemInput>>();

  constructor(estate: LoadedEstate) {
    const systems = new Map(estate.systems.map((system) => [system.system, system]));
    const note = (place: string, name: string) => {
      const log = systems.get(name);
      if (log) this.#logs.set(place, (this.#logs.get(place) ?? new Set()).add(log));
    };
    for (const { app, system } of channelViews(estate).values()) note(app, system);
    // A directory tells in its own log what happens in it, without a channel. What is only a log tells of other places.
    for (const { system, kinds, role } of estate.systems) if (kinds.event && role !== "event-log") note(system, system);
  }

  has(place: string): boolean {
    return this.#logs.has(place);
  }

  /** Why none of these is told of a place, each such as `event.ackedAt`; undefined where one is. */
  unread(wanted: readonly string[], place: string): Blindness | undefined {
    if (this.#logs.size === 0)
      return { code: "not-collected", text: "no source tells what provisioning does (event and channel records)" };
    const logs = [...(this.#logs.get(place) ?? [])];
    if (logs.length === 0) return { code: "not-collected", text: `no source tells what provisioning does in ${place}` };
    const states = logs.flatMap((log) => wanted.map((one) => stateOf(one, log)));
    if (states.includes("read")) return undefined;
    const code = states.includes("field-not-read") ? "field-not-read" : (states[0] ?? "not-collected");
    const names = [...new Set(logs.map(({ system }) => system))].sort().join(", ");
    return { code, text: `${wanted.join(" or ")} of what provisioning does in ${place} was not read (${names})` };
  }
}

/** Whether a field of a log was read; parts of an object are told one by one. */
function stateOf(wanted: string, log: SystemInput): string {
  const [kind, field = ""] = wanted.split(".");
  const entry = log.kinds[kind === "channel" ? "channel" : "event"];
  if (!entry) return "not-collected";
  if (entry.completeness === "denied" || entry.completeness === "not-collected") return entry.completeness;
  const isRead = entry.fieldsRead.some((name) => name === field || name.startsWith(`${field}.`));
  return isRead ? "read" : "field-not-read";
}
