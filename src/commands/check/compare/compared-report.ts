import type { LoadedConfig } from "../../../config/load-config.ts";
import { type Comparison, compareReports } from "../../../judge/compare.ts";
import { noticeOrder } from "../../../judge/order.ts";
import { instantOf } from "../../../model/instant-of.ts";
import type { Report } from "../../../model/report.ts";
import type { CommandContext } from "../../context.ts";
import { atChangedLines } from "./at-changed-lines.ts";
import { type BaseSide, type CompareOptions, openBase } from "./base-side.ts";
import { type DeclaredSides, declaredSides, headAccess } from "./declared-sides.ts";
import { firstRunNotices } from "./first-run.ts";
import { holdClaims } from "./held-claims.ts";
import { holdPeople } from "./held-people.ts";
import { judgeImpact } from "./judge-impact.ts";
import { Judging, type Settings } from "./judging.ts";
import { forLanding, withoutSnapshot } from "./landing.ts";
import { withOwnWaivers } from "./own-waivers.ts";
import { baseSettings, headSettings, type RunOptions } from "./settings.ts";
import { chooseSnapshots, type Snapshots } from "./snapshots.ts";

/**
 * Judges what a pull request does: the work tree by the rules and decisions of the base, beside the base itself, on the
 * same snapshot. So what the pull request changes in them cannot make its own check pass; that is told as its impact.
 */
export async function comparedReport(
  options: CompareOptions,
  { loaded: head, ...run }: RunOptions & { readonly loaded: LoadedConfig },
  context: CommandContext,
): Promise<Report> {
  const side = await openBase(options, head, context);
  const access = await headAccess(side.loaded ?? head, head);
  const settings = side.loaded
    ? await baseSettings(side, side.loaded, run, context)
    : await headSettings(head, access.own, run, context);
  const snapshots = await chooseSnapshots(options, side, head, context);
  const judging = new Judging(options, context);
  const instants = instantsOf(options, snapshots, side, context);
  const read = await declaredSides(settings.loaded, access.judged, side, context);
  const before = { settings, declared: read.base, snapshot: snapshots.base ?? snapshots.head, now: instants.head };
  const known = await holdPeople(read, (one) => judging.open({ ...before, declared: one }));
  const declared = await holdClaims(known, () => judging.open(before));
  const ground = { settings, snapshots, declared, instants };
  const at = { snapshot: snapshots.head ?? snapshots.base, now: instants.head };
  const mine = { settings, declared: declared.head, ...at };
  const comparison = await withOwnWaivers(await judgeSides(judging, ground), judging, mine, access.own);
  const compared = compareReports(comparison, {
    base: { rev: side.base.rev, commit: side.base.tip },
    mergeBase: side.base.mergeBase,
    baseAsOf: instants.base,
    snapshot: snapshots.shown,
    settings: side.loaded ? "base" : "head",
  });
  const openings = {
    base: () => judging.open({ ...before, declared: declared.base }),
    head: () => judging.open({ ...before, declared: declared.head }),
  };
  const report = await atChangedLines(compared, openings, side, context.env);
  const shown = comparison.observed?.head ?? comparison.head;
  const change = { ...mine, side, head, access: access.own, shown, run, isLost: snapshots.isLost };
  const impact = await judgeImpact(judging, change, context);
  const notices = [...report.notices, ...declared.notices, ...firstRunNotices(side, snapshots)].sort(noticeOrder);
  return { ...report, notices, ...(impact && { impact }) };
}

/** What is judged, and when. */
interface Ground {
  readonly settings: Settings;
  readonly snapshots: Snapshots;
  readonly declared: DeclaredSides;
  /** `own` is when the base's snapshot was collected, unless it was told at which instant to judge. */
  readonly instants: { readonly base: string; readonly head: string; readonly own: string };
}

/**
 * The base stands at its own latest snapshot, the pull request at that or its own; never is the base later. When its own
 * was collected the pull request says itself, so what it declares is judged at the base's as well.
 */
function instantsOf(
  { asOf }: CompareOptions,
  { base, head }: Snapshots,
  { base: { committedSeconds } }: BaseSide,
  { now }: CommandContext,
): Ground["instants"] {
  const then = asOf ?? (head ?? base)?.manifest.collectedAt ?? instantOf(now);
  const own = base?.manifest.collectedAt ?? instantOf(new Date(committedSeconds * 1000));
  const isLater = own > then;
  return { head: then, base: isLater ? then : own, own: asOf ?? own };
}

/** Judges both sides on the base's snapshot, and on the pull request's where it brings one. */
async function judgeSides(judging: Judging, { settings, snapshots, declared, instants }: Ground): Promise<Comparison> {
  const both = async (snapshot: Snapshots["base"], now = instants.head) => ({
    base: await judging.judge({ settings, snapshot, now, declared: declared.base }),
    head: await judging.judge({ settings, snapshot, now, declared: declared.head }),
  });
  const isChanged = declared.base.mark !== declared.head.mark;
  if (snapshots.head && snapshots.base === undefined) {
    const onNew = await both(snapshots.head);
    const head = forLanding(onNew.head, snapshots, { isChanged, isJudged: false });
    // Without a snapshot nothing could be known of the base.
    return { head: { ...head, findings: [] }, observed: { ...onNew, head } };
  }
  const { base: due, head } = await both(snapshots.base);
  const of = { settings, snapshot: snapshots.base, declared: declared.base };
  const base = await judging.judge({ ...of, now: instants.base });
  if (snapshots.isRemoved) return { base, due, head: withoutSnapshot(head) };
  if (snapshots.head === undefined) return { base, due, head };
  const onNew = await both(snapshots.head);
  const own = await both(snapshots.base, instants.own);
  const landing = forLanding(onNew.head, snapshots, { isChanged, isJudged: head.obstacles.length === 0 });
  return { base, due, head, own, observed: { ...onNew, head: landing } };
}
