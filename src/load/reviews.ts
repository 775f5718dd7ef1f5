import type { SystemInput } from "../model/estate-input.ts";
import type { ReviewEntry } from "../model/review-entry.ts";
import { readRows, type SystemFault } from "./rows.ts";

/** Reads what reviews decided that some system keeps. */
export function readReviews(systems: readonly SystemInput[], faults: SystemFault[]): readonly ReviewEntry[] {
  return systems.flatMap((system) =>
    readRows(system, {
      kind: "review",
      faults,
      keys: ({ subject, decision, decidedAt, campaign }): ReviewEntry => ({
        ...{ of: subject, decision, campaign },
        ...(decidedAt !== undefined && { at: decidedAt }),
      }),
    }).map(({ keys }) => keys),
  );
}
