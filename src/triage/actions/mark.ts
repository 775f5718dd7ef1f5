import { namesOf } from "../data/listing.ts";
import { passesOf } from "../model/arrange.ts";
import { currentFinding, type State } from "../model/state.ts";
import { type Action, saying } from "./action.ts";
import { moveTo } from "./move.ts";

export const marking = {
  mark: (state) => {
    const chosen = state.anchor !== undefined ? inRange(state) : underCursor(state);
    if (chosen.length === 0) return saying(state, "There is nothing to mark here.");
    const marks = toggled(state.marks, chosen);
    const on =
      state.anchor === undefined && state.screen === "list" ? moveTo({ ...state, marks }, state.cursor + 1) : state;
    return { ...on, marks, anchor: undefined };
  },
  range: (state) => ({ ...state, anchor: state.anchor === undefined ? state.cursor : undefined }),
  all: (state) => {
    const listed = [...new Set(listedFindings(state))];
    if (listed.length === 0) return saying(state, "There is nothing to mark here.");
    return { ...state, marks: toggled(state.marks, listed) };
  },
} satisfies Record<string, Action>;

/** The findings that a decision is made on: those marked, with those of a range; else the one, or the group, under the cursor. */
export function chosenFindings(state: State): number[] {
  const marked = new Set([...state.marks, ...inRange(state)]);
  return marked.size > 0 ? [...marked] : underCursor(state);
}

/** Everything between where a range began and the cursor. */
export function inRange({ anchor, cursor, listing }: State): number[] {
  if (anchor === undefined) return [];
  const [from, to] = anchor < cursor ? [anchor, cursor] : [cursor, anchor];
  return [...new Set(listing.lines.subarray(from, to + 1))].filter((line) => line >= 0);
}

/** The finding at the cursor, or all of the group. */
function underCursor(state: State): number[] {
  const one = currentFinding(state);
  if (one !== undefined) return [one];
  const line = state.listing.lines[state.cursor];
  const group = line === undefined ? undefined : state.listing.groups[-1 - line];
  if (!group) return [];
  const passes = passesOf(state, state.filter);
  return [...state.data.findings.keys()].filter(
    (index) => passes(index) && namesOf(state.data, index, state.grouping).includes(group.name),
  );
}

/** All that the filter lets pass, in folded groups too. */
function listedFindings(state: State): number[] {
  const passes = passesOf(state, state.filter);
  return [...state.data.findings.keys()].filter(passes);
}

/** All marked, or none of them where they all are. */
function toggled(marks: ReadonlySet<number>, chosen: readonly number[]): ReadonlySet<number> {
  if (!chosen.every((index) => marks.has(index))) return new Set([...marks, ...chosen]);
  const left = new Set(marks);
  for (const index of chosen) left.delete(index);
  return left;
}
