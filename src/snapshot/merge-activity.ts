import { byCodeUnit, canonicalLine } from "../canonical.ts";
import type { IdLine } from "../model/lines.ts";
import { Activity } from "../model/records/evidence.ts";

/**
 * The last uses of a kind: those read now over those known before, for records that the snapshot holds. Unless `exact`,
 * an instant is cut to its day, so that a person's daily login is not a daily change to every line.
 */
export function mergeActivity(
  read: readonly IdLine[],
  earlier: ReadonlyMap<string, string>,
  holds: (id: string) => boolean,
  exact: boolean,
): Map<string, string> {
  const fresh = read
    .map(({ text }) => Activity.parse(JSON.parse(text)))
    .map((activity) => (exact ? activity : toDay(activity)))
    .map((activity) => ({ id: activity.id, latest: latestOf(activity), text: canonicalLine(activity) }))
    // Of several for one record the latest use stays, whatever order they came in.
    .toSorted((a, b) => byCodeUnit(a.latest, b.latest) || byCodeUnit(a.text, b.text));
  const merged = new Map(earlier);
  for (const { id, text } of fresh) merged.set(id, text);
  return new Map([...merged].filter(([id]) => holds(id)).toSorted(([a], [b]) => byCodeUnit(a, b)));
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
