import { byCodeUnit } from "../../../canonical.ts";
import { choose, type Wanted } from "../../../judge/trend/choose.ts";
import type { JudgedState } from "../../../judge/trend/state.ts";
import type { Trend, TrendSnapshot } from "../../../model/trend.ts";
import type { CommandContext } from "../../context.ts";
import type { FoundSnapshot } from "./find-snapshots.ts";
import { type DatedSnapshot, type JudgingGround, judgeCommit } from "./judge-commit.ts";

/** Snapshots before the span that are tried for what was there already. */
const mostEarlier = 10;

/** What was looked at, in the order in which it was collected. */
export interface Looked extends Pick<Trend, "snapshots" | "leftOut"> {
  readonly states: readonly JudgedState[];
  /** Whether the first of them lies before the span. */
  readonly startsBefore: boolean;
  /** When the oldest snapshot of the history was collected. */
  readonly oldest: string;
  /** Whether the newest snapshot of the span could be judged: else nobody knows how things stand at its end. */
  readonly isEndKnown: boolean;
}

type Asked = Wanted & JudgingGround & { readonly asOf: string };

/** Judges the snapshots of a span, in the order in which they were collected, whenever they were committed. */
export async function judgeSnapshots(
  found: readonly FoundSnapshot[],
  asked: Asked,
  context: CommandContext,
): Promise<Looked> {
  const { asOf, to } = asked;
  const dated = found.filter(isDated).sort((a, b) => byCodeUnit(a.collectedAt, b.collectedAt));
  const { within, earlier, leftOut } = choose(
    dated.filter(({ collectedAt }) => collectedAt <= asOf),
    asked,
  );
  const states: JudgedState[] = [];
  const snapshots: TrendSnapshot[] = [];
  for (const one of earlier.slice(0, mostEarlier)) if (await look(one, true)) break;
  const startsBefore = states.length > 0;
  snapshots.reverse();
  for (const [at, one] of within.entries()) {
    progress(context, `judging snapshot ${at + 1} of ${within.length}`);
    await look(one, false);
  }
  progress(context, "");
  const isEndJudged = within.length > 0 && snapshots.at(-1)?.state === "judged";
  const unplaced = found.flatMap((one) => unplacedGap(one, asOf));
  // What cannot be placed in time may be the newest, unless the span is over.
  const isOver = to !== undefined && to < asOf.slice(0, 10);
  const isNewest = unplaced.some(({ commit }) => commit === found.at(-1)?.commit);
  return {
    ...{ states, startsBefore, leftOut },
    snapshots: [...snapshots, ...unplaced],
    oldest: dated[0]?.collectedAt ?? asOf,
    isEndKnown: isEndJudged && (isOver || !isNewest),
  };

  async function look(one: DatedSnapshot, before: boolean): Promise<boolean> {
    const state = await judgeCommit(one, asked, context);
    const about = { commit: one.commit, collectedAt: one.collectedAt, ...(before && { before: true as const }) };
    if (typeof state === "string") {
      snapshots.push({ ...about, state: "gap", why: state });
      return false;
    }
    const [why] = state.doubts;
    snapshots.push({ ...about, state: "judged", ...(why !== undefined && { why }) });
    states.push(state);
    return true;
  }
}

function isDated(found: FoundSnapshot): found is DatedSnapshot {
  return found.collectedAt !== undefined;
}

/** A snapshot that nobody can place in time, as a gap. */
function unplacedGap({ commit, collectedAt, by }: FoundSnapshot, asOf: string): TrendSnapshot[] {
  if (collectedAt === undefined) {
    const why = typeof by === "string" ? by : "its manifest cannot be read, or tells no time";
    return [{ commit, state: "gap", why }];
  }
  if (collectedAt <= asOf) return [];
  return [{ commit, state: "gap", why: `it says that it was collected at ${collectedAt}, which is still to come` }];
}

function progress({ isTerminal, stderr }: CommandContext, text: string): void {
  if (isTerminal) stderr.write(`\r\u001b[K${text}`);
}
