import { parseDuration } from "../../config/duration.ts";
import type { Correlation } from "../../correlate/index.ts";
import type { LoadedEstate } from "../../load/index.ts";
import type { ChannelDocument } from "../../model/channel-document.ts";
import type { SystemInput } from "../../model/estate-input.ts";
import { observedAt } from "../observed-at.ts";
import type { ChannelView } from "./channel-views.ts";
import { opEntries, resultsOf } from "./op-entries.ts";
import { sequenceOf } from "./sequence.ts";
import type { DirectoryChanges } from "./waiting.ts";

/** What the document of a channel is made from besides the channel. */
export interface ChannelGround {
  readonly estate: LoadedEstate;
  readonly correlation: Correlation;
  readonly changes: DirectoryChanges;
  readonly now: string;
}

/** One channel as a document. */
export function channelDocument(
  view: ChannelView,
  { estate, correlation, changes, now }: ChannelGround,
): ChannelDocument {
  const { id, system, app, row, events } = view;
  const log = estate.systems.find((candidate) => candidate.system === system);
  const target = estate.systems.find((candidate) => candidate.system === app);
  const declared = correlation.apps.get(app);
  const last = latest([events.at(-1)?.keys.requestedAt, row?.keys.lastEventAt]);
  const retention = row?.keys.retention === undefined ? undefined : parseDuration(row.keys.retention);
  return {
    ...{ id, scope: "channel", system, app, tier: declared?.tier ?? 2 },
    ...(row && { record: row.keys }),
    observedAt: log ? observedAt(log, row ? "channel" : "event", now) : now,
    read: { channel: fieldsOf(log, "channel"), event: fieldsOf(log, "event") },
    ...(declared?.lifecycle.sla !== undefined && { sla: declared.lifecycle.sla }),
    ...accountsOf(target),
    events: {
      count: events.length,
      results: resultsOf(events),
      ...compact({
        first: events[0]?.keys.requestedAt,
        last,
        lastSuccess: latest([
          events.findLast(({ keys }) => keys.result === "success")?.keys.requestedAt,
          row?.keys.lastSuccessAt,
        ]),
      }),
      ...(isWhole(log) && { whole: true as const }),
    },
    ops: opEntries(events, row?.keys.startedAt),
    ...compact({
      sequence: sequenceOf(events),
      waiting: last === undefined ? undefined : changes.after(app, last),
    }),
    ...(retention?.ok && { retentionSeconds: retention.seconds }),
  };
}

function fieldsOf(log: SystemInput | undefined, kind: "channel" | "event"): string[] {
  return [...(log?.kinds[kind]?.fieldsRead ?? [])];
}

function isWhole(log: SystemInput | undefined): boolean {
  const completeness = log?.kinds.event?.completeness;
  return completeness === "full" || completeness === "asserted" || completeness === "scoped";
}

/** How many accounts there are to reconcile; a reading that is not whole does not tell. */
function accountsOf(target: SystemInput | undefined): { accounts: number } | undefined {
  const entry = target?.kinds.account;
  const isRead = entry?.completeness === "full" || entry?.completeness === "asserted";
  return isRead && entry ? { accounts: entry.count } : undefined;
}

function latest(moments: readonly (string | undefined)[]): string | undefined {
  return moments
    .flatMap((moment) => moment ?? [])
    .toSorted()
    .at(-1);
}

/** Without what is undefined. */
function compact<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
