import { groupings } from "../data/listing.ts";
import { sortings } from "../data/order.ts";
import { arranged, fromTop } from "../model/arrange.ts";
import { currentFinding, isWide, type State, step } from "../model/state.ts";
import { inputOf } from "../model/text-input.ts";
import { type Action, saying, uncovered } from "./action.ts";

/** What changes what is seen, and nothing else. */
export const looking = {
  enter: (state) => (state.screen === "summary" ? { ...state, screen: "list" } : goIn(state)),
  back: (state) => {
    if (state.layer) return uncovered(state);
    if (state.screen === "detail") return { ...state, screen: "list" };
    if (state.anchor !== undefined) return { ...state, anchor: undefined };
    if (state.filter !== "") return arranged({ ...state, filter: "" });
    if (state.marks.size > 0) return { ...state, marks: new Set() };
    return { ...state, screen: "summary" };
  },
  summary: (state) => ({ ...state, screen: "summary" }),
  help: (state) => ({ ...state, layer: { kind: "help", top: 0 } }),
  "close-help": uncovered,
  command: (state) => ({ ...state, layer: { kind: "palette", input: inputOf(""), at: 0 } }),
  filter: (state) => ({
    ...state,
    screen: "list",
    layer: { kind: "filter", input: inputOf(state.filter), before: state.filter },
  }),
  "group-next": (state) => fromTop({ ...state, grouping: after(groupings, state.grouping, 1), folded: new Set() }),
  "group-previous": (state) => fromTop({ ...state, grouping: after(groupings, state.grouping, -1), folded: new Set() }),
  sort: (state) => fromTop({ ...state, sorting: after(sortings, state.sorting, 1) }),
  reverse: (state) => fromTop({ ...state, isReversed: !state.isReversed }),
  edit: (state) => {
    const index = currentFinding(state);
    if (index === undefined) return saying(state, "Only a finding has a file and a line.");
    const { file, line } = state.data.at(index).place;
    return step(state, { kind: "edit", file, line });
  },
  "copy-id": (state) => copied(state, "the id", ({ object }) => object),
  "copy-fingerprint": (state) => copied(state, "the fingerprint", ({ fingerprint }) => fingerprint),
} satisfies Record<string, Action>;

/** Into a finding, or a group folded or unfolded. */
function goIn(state: State): State {
  const line = state.listing.lines[state.cursor];
  if (line === undefined) return saying(state, "Nothing is listed.");
  if (line >= 0) return { ...state, screen: "detail", detailTop: isWide(state) ? state.detailTop : 0 };
  const name = state.listing.groups[-1 - line]?.name ?? "";
  const folded = new Set(state.folded);
  if (!folded.delete(name)) folded.add(name);
  // The heading stays where it is: only what stands under it comes or goes.
  const { cursor, top } = state;
  return { ...arranged({ ...state, folded }), cursor, top };
}

function after<T>(all: readonly T[], now: T, by: 1 | -1): T {
  return all[(all.indexOf(now) + by + all.length) % all.length] ?? now;
}

function copied(state: State, what: string, textOf: (finding: ReturnType<State["data"]["at"]>) => string) {
  const index = currentFinding(state);
  if (index === undefined) return saying(state, "Only a finding can be copied.");
  return step(state, { kind: "copy", text: textOf(state.data.at(index)), what });
}
