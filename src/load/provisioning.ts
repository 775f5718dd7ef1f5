import type { SystemInput } from "../model/estate-input.ts";
import type { Channel, Event } from "../model/records/provisioning.ts";
import { type Row, readRows, type SystemFault } from "./rows.ts";

export type EventRow = Row<Event>;
export type ChannelRow = Row<Channel>;

/** What the logs of provisioning tell: few records beside those of access, and looked at from several sides. */
export interface Provisioning {
  readonly events: readonly EventRow[];
  readonly channels: readonly ChannelRow[];
}

/** Reads events and channels of all systems. */
export function readProvisioning(systems: readonly SystemInput[], faults: SystemFault[]): Provisioning {
  return {
    events: systems.flatMap((system) => readRows(system, { kind: "event", faults, keys: (record) => record })),
    channels: systems.flatMap((system) => readRows(system, { kind: "channel", faults, keys: (record) => record })),
  };
}
