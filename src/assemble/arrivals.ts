import { byCodeUnit } from "../canonical.ts";
import type { Arrivals } from "../model/posture.ts";
import type { EventOp } from "../model/provisioning-entries.ts";
import { channelViews } from "./provisioning/channel-views.ts";
import { measuredSeconds, nearestRank } from "./provisioning/lag.ts";

type Estate = Parameters<typeof channelViews>[0];

/** What somebody's coming, moving and leaving asks of an application. */
const changes: Readonly<Record<EventOp, Arrivals["change"]>> = {
  ...({ create: "join", enable: "join", disable: "leave", delete: "leave" } as const),
  ...({ update: "move", "member-add": "move", "member-remove": "move", grant: "move", revoke: "move" } as const),
};

/** How long changes took from their request to their arrival, by application and kind of change; sorted. */
export function arrivalsOf(estate: Estate): Arrivals[] {
  const spans = new Map<string, { app: string; change: Arrivals["change"]; seconds: number[] }>();
  for (const { app, events } of channelViews(estate).values())
    for (const row of events) {
      const seconds = measuredSeconds(row);
      if (seconds === undefined) continue;
      const change = changes[row.keys.op];
      const key = JSON.stringify([app, change]);
      const known = spans.get(key);
      if (known) known.seconds.push(seconds);
      else spans.set(key, { app, change, seconds: [seconds] });
    }
  return [...spans].sort(([a], [b]) => byCodeUnit(a, b)).map(([, one]) => arrivals(one));
}

function arrivals({ app, change, seconds }: { app: string; change: Arrivals["change"]; seconds: number[] }): Arrivals {
  const sorted = seconds.sort((a, b) => a - b);
  const [p50, p95, longest] = [50, 95, 100].map((percent) => nearestRank(sorted, percent));
  return { app, change, measured: sorted.length, p50: p50 ?? 0, p95: p95 ?? 0, longest: longest ?? 0 };
}
