import { type Estate, readings } from "../estate.ts";
import { later } from "./changes.ts";

const jobs = [
  ["crm", "batch"],
  ["pg", "batch"],
  ["desk", "manual"],
  ["agents", "manual"],
] as const;

/** Two logs of what carries changes: one tells every change of the repositories, one only how its jobs are. */
export function addChannels(estate: Estate): void {
  for (const [index, at] of readings.entries()) {
    const reading = index === 0 || index === 1 ? index : 2;
    const when = { from: reading, to: reading } as const;
    const common = {
      ...{ source: "dir", jobState: "ok", startedAt: "2024-01-10T09:00:00Z", cursor: `c-88${index}`, failureCount: 0 },
      ...{ lastEventAt: later(at, -40), lastSuccessAt: later(at, -40), retention: "P400D" },
      ...{ tokenExpiresAt: "2027-06-01T00:00:00Z", outcome: "complete", scanned: 900 },
      ...{ reconcileStarted: later(at, -240), reconcileEnded: later(at, -220) },
    };
    estate.add("prov", "channel", "code", { app: "code", mode: "scim", ...common }, when);
    for (const [app, mode] of jobs) estate.add("jobs", "channel", app, { app, mode, ...common }, when);
  }
}
