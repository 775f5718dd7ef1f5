import type { CollectedActivity } from "../model/collected.ts";
import type { RecordKind } from "../model/record-id.ts";
import { Activity } from "../model/records/evidence.ts";
import { byCodeUnit, canonicalLine } from "./canonical.ts";

/**
 * The last uses of a kind: those read now over those known before, for records that the snapshot holds. Unless `exact`,
 * an instant is cut to its day, so that a person's daily login is not a daily change to every line.
 */
export function mergeActivity(
  kind: RecordKind,
  read: readonly CollectedActivity[],
  earlier: ReadonlyMap<string, string>,
  holds: (id: string) => boolean,
  exact: boolean,
): Map<string, string> {
  const fresh = read
    .filter((one) => one.kind === kind)
    .map(({ activity }) => Activity.parse(JSON.parse(canonicalLine(exact ? activity : toDay(activity)))))
    .map((activity) => ({ id: activity.id, latest: latestOf(activity), text: canonicalLine(activity) }))
    // Of several for one record the latest use stays, whatever order they came in.
    .toSorted((a, b) => byCodeUnit(a.latest, b.latest) || byCodeUnit(a.text, b.text));
  const merged = new Map(earlier);
  for (const { id, text } of fresh) merged.set(id, text);
  for (const id of [...merged.keys()]) if (!holds(id)) merged.delete(id);
  return merged;
}

function toDay(activity: Activity): Activity {
  const { lastUsedAt, lastLoginAt, granularity, ...rest } = activity;
  return {
    ...rest,
    ...(lastUsedAt && { lastUsedAt: lastUsedAt.slice(0, 10) }),
    ...(lastLoginAt && { lastLoginAt: lastLoginAt.slice(0, 10) }),
    ...(granularity && { granularity: granularity === "second" ? "day" : granularity }),
  };
}

function latestOf({ lastUsedAt = "", lastLoginAt = "" }: Activity): string {
  return lastUsedAt > lastLoginAt ? lastUsedAt : lastLoginAt;
}
