import { parseRecordId } from "../model/record-id.ts";
import { exampleNow, isJson, type Json, list } from "./example-parts.ts";

/** A channel that works, as long as the excerpt says nothing else, with the fields read that its record and events have. */
export function completeChannel(excerpt: Json): Json {
  const record = isJson(excerpt.record) ? completeRecord(excerpt.record) : undefined;
  const id = excerpt.id ?? record?.id ?? "channel:prov/main/crm";
  const ops = list(excerpt.ops).map(completeOp);
  const count = ops.reduce((sum, { count: one }) => sum + Number(one), 0);
  const app = excerpt.app ?? record?.app ?? "crm";
  return {
    ...{ id, scope: "channel", system: parseRecordId(String(id))?.system ?? "prov", app, tier: 2 },
    observedAt: exampleNow,
    ...excerpt,
    ...(record && { record }),
    read: {
      channel: Object.keys(record ?? {}),
      event: ["id", "op", "subject", "requestedAt", "result"],
      ...(isJson(excerpt.read) && excerpt.read),
    },
    events: { count, results: { success: count }, whole: true, ...(isJson(excerpt.events) && excerpt.events) },
    ops,
    ...(isJson(excerpt.sequence) && { sequence: completeSequence(excerpt.sequence) }),
  };
}

function completeRecord(record: Json): Json {
  return { id: "channel:prov/main/crm", app: "crm", source: "okta", mode: "scim", jobState: "ok", ...record };
}

function completeOp(op: Json): Json {
  const results = isJson(op.results) ? op.results : { success: 1 };
  const count = Object.values(results).reduce((sum: number, one) => sum + Number(one), 0);
  return { count, results, slowest: [], pending: [], lacking: [], ...op };
}

function completeSequence(sequence: Json): Json {
  const gaps = list(sequence.gaps);
  const missing = gaps.reduce((sum, gap) => sum + Number(gap.missing), 0);
  return { numbered: 10, steps: 9 - gaps.length, missing, ...sequence, gaps };
}
