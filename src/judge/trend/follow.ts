import type { Arrival, Episode } from "../../model/trend.ts";
import { causeKey } from "../undecided.ts";
import { couldShow } from "./could-show.ts";
import { detectTime, mendTime } from "./measure.ts";
import type { JudgedState, SeenFinding } from "./state.ts";

/** One finding through all snapshots: what was last said of it, and each time that it was there. */
export interface Track {
  readonly finding: SeenFinding;
  readonly episodes: readonly Episode[];
}

/** What one snapshot brought. */
export interface Tick {
  readonly collectedAt: string;
  readonly came: readonly { readonly arrival: Arrival; readonly finding: SeenFinding }[];
  readonly mended: readonly SeenFinding[];
  /** Seen, and not waived. */
  readonly open: readonly SeenFinding[];
  readonly waived: number;
  /** Neither seen nor known to be mended. */
  readonly notObservable: number;
}

interface Live {
  finding: SeenFinding;
  readonly first: SeenFinding;
  readonly arrival: Arrival;
  readonly firstSeen: string;
  /** Where it was seen last. */
  where: JudgedState;
  isUnseen: boolean;
}

/** Follows every finding from snapshot to snapshot, which are in the order in which they were collected. */
export function follow(states: readonly JudgedState[]): { tracks: Track[]; ticks: Tick[] } {
  const live = new Map<string, Live>();
  const known = new Map<string, { finding: SeenFinding; episodes: Episode[] }>();
  const ticks: Tick[] = [];
  for (const [at, state] of states.entries()) {
    const before = states[at - 1];
    const causesBefore = new Set(before?.causes);
    const came: { arrival: Arrival; finding: SeenFinding }[] = [];
    for (const finding of state.findings) {
      const one = live.get(finding.fingerprint);
      if (one) {
        Object.assign(one, { finding, where: state, isUnseen: false });
        continue;
      }
      const arrival = arrivalOf(finding, state, before, causesBefore);
      came.push({ arrival, finding });
      live.set(finding.fingerprint, begun(finding, arrival, state));
    }
    const mended = endEpisodes(state);
    const there = [...live.values()].filter(({ isUnseen }) => !isUnseen);
    ticks.push({
      ...{ collectedAt: state.collectedAt, came, mended },
      open: there.filter(({ finding }) => !finding.waived).map(({ finding }) => finding),
      waived: there.filter(({ finding }) => finding.waived).length,
      notObservable: live.size - there.length,
    });
  }
  for (const one of live.values()) close(one, undefined);
  return { tracks: [...known.values()], ticks };

  function endEpisodes(state: JudgedState): SeenFinding[] {
    const mended: SeenFinding[] = [];
    const causes = new Set(state.causes);
    for (const [mark, one] of live) {
      if (one.where === state) continue;
      // What explains another finding is there, although not by itself.
      if (causes.has(causeKey(one.finding, one.finding))) Object.assign(one, { where: state, isUnseen: false });
      else if (!couldShow(one.finding, state, one.where)) Object.assign(one, { isUnseen: true });
      else {
        mended.push(one.finding);
        live.delete(mark);
        close(one, state.collectedAt);
      }
    }
    return mended;
  }

  function close(one: Live, mendedAt: string | undefined): void {
    const { finding, arrival, firstSeen, where, isUnseen } = one;
    const track = known.get(finding.fingerprint) ?? { finding, episodes: [] };
    const state = finding.waived ? "waived" : "open";
    const unseenBefore = mendedAt !== undefined && isUnseen;
    const detect = detectTime({ arrival, firstSeen, since: one.first.since }, track.episodes.at(-1)?.mendedAt);
    track.finding = finding;
    track.episodes.push({
      ...{ arrival, firstSeen, lastSeen: where.collectedAt, detect },
      state: mendedAt !== undefined ? "mended" : isUnseen ? "not-observable" : state,
      ...(unseenBefore && { unseenBefore: true as const }),
      ...(mendedAt !== undefined && { mendedAt, mend: mendTime({ arrival, firstSeen, mendedAt, unseenBefore }) }),
    });
    known.set(finding.fingerprint, track);
  }
}

function begun(finding: SeenFinding, arrival: Arrival, state: JudgedState): Live {
  const firstSeen = state.collectedAt;
  return { finding, first: finding, arrival, firstSeen, where: state, isUnseen: false };
}

/** What the snapshot before could not have shown, or showed as a cause alone, has come to light and did not happen now. */
function arrivalOf(
  finding: SeenFinding,
  state: JudgedState,
  before: JudgedState | undefined,
  causesBefore: ReadonlySet<string>,
): Arrival {
  if (!before) return "start";
  const wasCause = causesBefore.has(causeKey(finding, finding));
  return !wasCause && couldShow(finding, before, state) ? "new" : "came-to-light";
}
