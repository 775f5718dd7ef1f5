import { counted } from "../counted.ts";
import type { Arrivals, Posture, Share, Shares } from "../model/posture.ts";
import { shareText } from "./share-text.ts";

/** What each share of an application is called, in their order. */
export const shareColumns = ["covered", "privileged", "traced", "reviewable", "linked", "status known"] as const;

/** The shares of an application, or of all, in the order of their names. */
export function sharesOf({ covered, coveredPrivileged, traced, reviewable, linked, statusKnown }: Shares): Share[] {
  return [covered, coveredPrivileged, traced, reviewable, linked, statusKnown];
}

export const arrivalColumns = ["app", "change", "changes", "half within", "95 % within", "longest"] as const;

/** How long changes of one kind took to arrive. */
export function arrivalRow({ app, change, measured, p50, p95, longest }: Arrivals) {
  return [app, change, measured, ...[p50, p95, longest].map(spanText)];
}

/** The figures of the whole estate, a sentence each. */
export function postureLines(posture: Posture): string[] {
  const { people, machines, unclassified, fanOut, stillHolding, leaversRevoked, exposure, owned, scores } = posture;
  const ratio = people > 0 ? `, ${(machines / people).toFixed(2)} machines for each person` : "";
  const open = unclassified > 0 ? `, ${unclassified} of which nothing tells which they are` : "";
  return [
    `${counted(people, "person", "people")} and ${counted(machines, "machine")}${ratio}${open}`,
    `Who has anything (${counted(fanOut.subjects, "person or machine", "people or machines")}) holds ${counted(fanOut.median, "grant")} in the middle and ${fanOut.most} at most`,
    `Still held by those who have gone, or on accounts that are off: ${counted(stillHolding.grants, "grant")}, ${counted(stillHolding.subjects, "person or machine", "people or machines")}`,
    `Leavers whose keys are all revoked: ${shareText(leaversRevoked)}`,
    `Time in which leavers could still get in: ${exposure.atLeast ? "at least " : ""}${spanText(exposure.seconds)}, ${counted(exposure.subjects, "person or machine", "people or machines")}`,
    `Machines that somebody answers for: ${shareText(owned)}`,
    `Scores: traceability ${scoreText(scores.traceability)}, ownership ${scoreText(scores.ownership)}, reviewability ${scoreText(scores.reviewability)}`,
  ];
}

/** A whole percentage, or a dash where there is nothing to judge by. */
export function scoreText(score: number | undefined): string {
  return score === undefined ? "–" : `${score} %`;
}

/** What was read of a kind and no rule looks at. */
export function blindSpotText({ system, kind, fields }: Posture["blindSpots"][number]): string {
  return `${system} ${kind}: ${fields.length > 0 ? fields.join(", ") : "all of it"}`;
}

/** Days and hours; below an hour, minutes; below a minute, seconds. */
export function spanText(seconds: number): string {
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60),
  ];
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (seconds > 0 && seconds < 60) return `${seconds} s`;
  return seconds >= 3600 ? `${hours} h` : `${minutes} min`;
}
