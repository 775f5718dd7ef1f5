import type { Notice, Obstacle, Report } from "../../../model/report.ts";
import type { Snapshot } from "../../../snapshot/index.ts";
import type { Snapshots } from "./snapshots.ts";

/** What is wrong with a snapshot itself, whatever it says. */
const ofSnapshot = new Set(["snapshot-altered", "snapshot-unsigned", "snapshot-signature-bad"]);

/**
 * The report on a pull request's own snapshot, with what must keep it from landing: that it was altered, that nobody
 * known signed it, that too much has changed to be believed, that a source or a kind was taken out of it. Anything else that could
 * not be read is a notice, or no snapshot would ever land that says so; unless there is declared access to judge, and the
 * base's snapshot did not do.
 */
export function forLanding(
  onNew: Report,
  { head, dropped, doubts }: Snapshots,
  declared: { readonly isChanged: boolean; readonly isJudged: boolean },
): Report {
  const obstacles = [...onNew.obstacles, ...doubts.obstacles];
  const notices = [...onNew.notices, ...doubts.notices];
  if (declared.isChanged && !declared.isJudged) return { ...onNew, obstacles, notices };
  const isDropped = ({ code, source }: Obstacle) => code === "source-missing" && dropped.has(source ?? "");
  const stops = (obstacle: Obstacle) =>
    ofSnapshot.has(obstacle.code) ||
    isSuspect(obstacle, head) ||
    isDropped(obstacle) ||
    doubts.obstacles.includes(obstacle);
  const told = obstacles.filter((obstacle) => !stops(obstacle));
  return {
    ...onNew,
    obstacles: obstacles.filter(stops),
    notices: [...notices, ...told.map(asNotice)],
  };
}

/** Set aside by the brake: somebody has to look, and to accept it or not. */
function isSuspect({ code, source }: Obstacle, snapshot: Snapshot | undefined): boolean {
  return code === "source-failed" && snapshot?.manifest.failures?.[source ?? ""]?.code === "collect/suspect";
}

function asNotice({ code, text, source, rule }: Obstacle): Notice {
  return { code, text, ...(source !== undefined && { app: source }), ...(rule !== undefined && { rule }) };
}

/** The report on a pull request that takes the snapshot away: after it nothing could be judged. */
export function withoutSnapshot(report: Report): Report {
  const text = "this pull request takes the snapshot away and brings no other: after it nothing could be judged";
  return { ...report, obstacles: [...report.obstacles, { code: "snapshot-removed", text }] };
}
