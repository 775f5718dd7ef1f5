import { counted } from "../../../../counted.ts";
import type { EpisodeState, Measured, Times, Trend, TrendFinding } from "../../../../model/trend.ts";
import { spanText } from "../../../../report/posture-text.ts";

export const stateWords: Readonly<Record<EpisodeState, string>> = {
  open: "open",
  "not-observable": "not observable",
  waived: "waived",
  mended: "mended",
};

/** What was looked at, in a heading. */
export function titleOf({ from, to, snapshots }: Trend): string {
  const judged = snapshots.filter(({ state, before }) => state === "judged" && !before).length;
  const span = [from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(" ");
  return `What became of findings${span === "" ? "" : ` ${span}`}: ${counted(judged, "snapshot")} judged`;
}

/** By what all were judged, and what was not looked at. */
export function groundLines({ judgedBy, snapshots, leftOut, every, asOf }: Trend): string[] {
  const gaps = snapshots.filter(({ state }) => state === "gap").length;
  const before = snapshots.find((one) => one.before && one.state === "judged");
  return [
    `Asked as of ${asOf}. All snapshots were judged by the ${counted(judgedBy.rules, "rule")} and settings of today, so that no rule seems to have found something by being new; config and access files are those of each commit.`,
    ...(before?.collectedAt ? [`What was there already is told by the snapshot of ${before.collectedAt}.`] : []),
    ...(gaps > 0 ? [`${counted(gaps, "snapshot")} could not be judged: of these nothing is known.`] : []),
    ...(leftOut.byEvery > 0
      ? [
          `${counted(leftOut.byEvery, "snapshot")} left out by --every ${every}: what came and went between those that were looked at is not seen.`,
        ]
      : []),
    ...(leftOut.outside > 0 ? [`${counted(leftOut.outside, "snapshot")} outside of the span.`] : []),
  ];
}

/** Snapshots that were judged, and whose silence proves nothing. */
export function doubted({ snapshots }: Trend): Trend["snapshots"] {
  return snapshots.filter(({ state, why }) => state === "judged" && why !== undefined);
}

export function gapsOf({ snapshots }: Trend): Trend["snapshots"] {
  return snapshots.filter(({ state }) => state === "gap");
}

export const timesColumns = ["", "mean", "median", "counted", "not counted"];

/** `noticed after`, with what went into the figures and what did not. */
export function timesRow(name: string, times: Times): (string | number)[] {
  const { meanSeconds, medianSeconds, count } = times;
  const text = (seconds: number | undefined) => (seconds === undefined ? "–" : spanText(seconds));
  return [name, text(meanSeconds), text(medianSeconds), count, notCounted(times)];
}

function notCounted({ atLeast, atMost, cannotSay }: Times): string {
  const parts = [
    ...(cannotSay > 0 ? [`${cannotSay} cannot say`] : []),
    ...(atLeast > 0 ? [`${atLeast} at least so long`] : []),
    ...(atMost > 0 ? [`${atMost} at most`] : []),
  ];
  return parts.length > 0 ? parts.join(", ") : "–";
}

export const timesNotes = [
  "Noticed: from when it began, where its rule knows that, to the first snapshot that shows it, grace included. What was there from the start was noticed nobody knows when.",
  "Mended: from the first snapshot that shows it to the first that shows it gone. What could not be observed in between is not counted; what was there from the start took at least so long.",
];

/** A time that was measured, or that it was not. */
export function measuredText(measured: Measured | undefined): string {
  if (!measured || measured.kind === "cannot-say") return "cannot say";
  const prefix = { known: "", "at-least": "at least ", "at-most": "at most " }[measured.kind];
  return `${prefix}${spanText(measured.seconds)}`;
}

/** How long a finding has been there, or when it was mended. */
export function standingText(finding: TrendFinding): string {
  const { state, firstSeen, lastSeen, ageSeconds = 0, ageAtLeast, mendedAt, episodes } = finding;
  const last = episodes.at(-1);
  const again = episodes.length > 1 ? `, mended and back again ${last?.firstSeen}` : "";
  if (state === "mended") {
    const how = last?.unseenBefore ? "not observable before that" : `after ${measuredText(last?.mend)}`;
    return `first seen ${firstSeen}${again}, mended by ${mendedAt}, ${how}`;
  }
  const unseen = state === "not-observable" ? `, last seen ${lastSeen}` : "";
  return `first seen ${firstSeen}${again}${unseen}, ${ageAtLeast ? "at least " : ""}${spanText(ageSeconds)} old`;
}
