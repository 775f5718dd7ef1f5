import type { SystemInput } from "../model/estate-input.ts";
import { type Row, readRows, type SystemFault } from "./rows.ts";

/** A channel or a probe, and the application it is about. */
export type AppRow = Row<{ readonly app: string }>;

/** What is known of how changes reach applications, and of how these answer. There are few of both. */
export interface Provisioning {
  readonly channels: readonly AppRow[];
  readonly probes: readonly AppRow[];
}

export function readProvisioning(systems: readonly SystemInput[], faults: SystemFault[]): Provisioning {
  const read = (kind: "channel" | "probe") =>
    systems.flatMap((system) => readRows(system, { kind, faults, keys: ({ app }) => ({ app }) }));
  return { channels: read("channel"), probes: read("probe") };
}
