import type { EventRow } from "../../load/provisioning.ts";
import type { OpEntry } from "../../model/channel-document.ts";
import { EventOp, type EventResult } from "../../model/provisioning-entries.ts";
import type { Event } from "../../model/records/provisioning.ts";
import { lagOf } from "./lag.ts";

const listed = 10;

/** What a record of a change has to tell, and whether an event does. */
const evidence: Readonly<Record<string, (event: Event) => boolean>> = {
  actor: ({ actor }) => actor !== undefined,
  approval: ({ approver, approvalRef }) => (approver ?? approvalRef) !== undefined,
  outcome: ({ result }) => result !== "unknown",
  request: ({ requestDigest }) => requestDigest !== undefined,
  response: ({ responseDigest, httpStatus, error }) => (responseDigest ?? httpStatus ?? error) !== undefined,
};

/** How many events came to what. */
export function resultsOf(events: readonly EventRow[]): Partial<Record<EventResult, number>> {
  const counts: Partial<Record<EventResult, number>> = {};
  for (const { keys } of events) counts[keys.result] = (counts[keys.result] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a log shows of each sort of change. `events` come oldest first; those before the job ran were written by no job. */
export function opEntries(events: readonly EventRow[], startedAt = ""): OpEntry[] {
  return EventOp.options.flatMap((op) => {
    const own = events.filter(({ keys }) => keys.op === op);
    if (own.length === 0) return [];
    const ran = own.filter(({ keys }) => keys.requestedAt >= startedAt);
    const pending = own.filter(({ keys }) => keys.result === "pending").slice(0, listed);
    return [
      {
        ...{ op, count: own.length, results: resultsOf(own), ...lagOf(own) },
        pending: pending.map(({ id, keys: { subject, requestedAt } }) => ({ event: id, about: subject, requestedAt })),
        lacking: Object.entries(evidence).flatMap(([field, isThere]) => lackOf(field, isThere, ran)),
      },
    ];
  });
}

function lackOf(field: string, isThere: (event: Event) => boolean, events: readonly EventRow[]): OpEntry["lacking"] {
  // What is still on its way has no answer yet.
  const settled = events.filter(({ keys }) => field !== "response" || keys.result !== "pending");
  const without = settled.filter(({ keys }) => !isThere(keys));
  const last = without.at(-1);
  return last ? [{ field, count: without.length, event: last.id, about: last.keys.subject }] : [];
}
