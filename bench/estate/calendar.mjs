// @ts-check

/** The instant at which a generated estate is judged, and when its snapshot was read. */
export const asOf = "2026-11-22T08:00:00Z";
export const observedAt = "2026-11-22T06:00:00Z";
export const collectedAt = "2026-11-22T06:05:00Z";
/** When the first snapshot was taken; what was there already has no earlier history. */
export const firstLook = "2025-11-03T06:00:00Z";

const day = 86_400_000;

/** An instant some days before (positive) or after the snapshot. @param {number} days */
export function daysAgo(days) {
  return `${new Date(Date.parse(observedAt) - Math.round(days * day)).toISOString().slice(0, 19)}Z`;
}

/** The calendar date some days before or after the snapshot. @param {number} days */
export function dateAgo(days) {
  return daysAgo(days).slice(0, 10);
}

/**
 * What is remembered of a record that is as old as `age` days: seen since the first look, or since it came.
 * @param {number} age @param {{ name: string, before?: string, days: number }} [change] the last change of a field
 */
export function remembered(age, change) {
  const firstSeen = daysAgo(age) < firstLook ? firstLook : daysAgo(age);
  if (!change || daysAgo(change.days) <= firstSeen) return { firstSeen };
  const { name, before, days } = change;
  return {
    firstSeen,
    since: { [name]: daysAgo(days) },
    was: { [name]: [{ ...(before && { value: before }), until: daysAgo(days + 1) }] },
  };
}
