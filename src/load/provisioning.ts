import type { SystemInput } from "../model/estate-input.ts";
import type { Channel, Event } from "../model/records/provisioning.ts";
import { type Row, readRows, type SystemFault } from "./rows.ts";

export type EventRow = Row<Event>;
export type ChannelRow = Row<Channel>;
/** A channel or a probe, and the application it is about. */
export type AppRow = Row<{ readonly app: string }>;

/**
 * What is known of how changes reach applications, and of how these answer: few records beside those of access, and looked at
 * from several sides.
 */
export interface Provisioning {
  readonly events: readonly EventRow[];
  readonly channels: readonly ChannelRow[];
  readonly probes: readonly AppRow[];
}

/** Reads events, channels and probes of all systems. */
export function readProvisioning(systems: readonly SystemInput[], faults: SystemFault[]): Provisioning {
  return {
    events: systems.flatMap((system) => readRows(system, { kind: "event", faults, keys: (record) => record })),
    channels: systems.flatMap((system) => readRows(system, { kind: "channel", faults, keys: (record) => record })),
    probes: systems.flatMap((system) => readRows(system, { kind: "probe", faults, keys: ({ app }) => ({ app }) })),
  };
}
