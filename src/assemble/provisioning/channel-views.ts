import { byCodeUnit } from "../../canonical.ts";
import type { LoadedEstate } from "../../load/index.ts";
import type { ChannelRow, EventRow } from "../../load/provisioning.ts";
import { parseRecordId } from "../../model/record-id.ts";

/** A channel with what its log shows. */
export interface ChannelView {
  readonly id: string;
  /** The system that tells of it. */
  readonly system: string;
  /** The application in which it is counted. */
  readonly app: string;
  /** Absent where only events name it. */
  readonly row: ChannelRow | undefined;
  /** Oldest first. */
  readonly events: readonly EventRow[];
}

/** Every channel that a record or an event names, by id. */
export function channelViews({ provisioning, systems, access }: LoadedEstate): ReadonlyMap<string, ChannelView> {
  const { channels, events } = provisioning;
  const places = new Set([...systems.map(({ system }) => system), ...access.apps.map(({ id }) => id)]);
  const rows = new Map(channels.map((row) => [row.id, row]));
  const logs = new Map<string, EventRow[]>([...rows.keys()].map((id) => [id, []]));
  for (const row of events) {
    const { channel } = row.keys;
    if (channel === undefined) continue;
    const log = logs.get(channel);
    if (log) log.push(row);
    else logs.set(channel, [row]);
  }
  const views = [...logs].map(([id, log]): ChannelView => {
    const row = rows.get(id);
    const system = row?.system ?? log[0]?.system ?? "";
    const app = row?.keys.app ?? changedBy(log);
    return { id, system, app: app !== undefined && places.has(app) ? app : system, row, events: log.sort(byTime) };
  });
  return new Map(views.sort((a, b) => byCodeUnit(a.id, b.id)).map((view) => [view.id, view]));
}

export function byTime(a: EventRow, b: EventRow): number {
  return byCodeUnit(a.keys.requestedAt, b.keys.requestedAt) || byCodeUnit(a.id, b.id);
}

/** The one application whose accounts a log is about, where it is one. */
function changedBy(log: readonly EventRow[]): string | undefined {
  const ids = log.flatMap(({ keys }) => parseRecordId(keys.subject) ?? []);
  const systems = new Set(ids.flatMap(({ kind, system }) => (kind === "account" ? [system] : [])));
  return systems.size === 1 ? [...systems][0] : undefined;
}
