import { clamp } from "../data/window.ts";
import { inView, passesOf } from "../model/arrange.ts";
import { bodyHeight, currentFinding, isWide, placeOf, type State } from "../model/state.ts";
import { paneLines, readLines } from "../views/read-lines.ts";
import { type Action, saying } from "./action.ts";

/** Far more lines than anything has. */
const everything = 1e9;

/** Moves by lines: the list's cursor, or what is read. */
export function moveBy(lines: (height: number) => number): Action {
  return (state) => {
    const far = lines(bodyHeight(state));
    const { layer } = state;
    switch (placeOf(state)) {
      case "list":
        return moveTo(state, state.cursor + far);
      case "detail":
        return { ...state, detailTop: readTop(state, state.detailTop + far) };
      case "help":
      case "confirm":
      case "done":
        return layer?.kind === "help" || layer?.kind === "confirm" || layer?.kind === "done"
          ? { ...state, layer: { ...layer, top: readTop(state, layer.top + far) } }
          : state;
      default:
        return state;
    }
  };
}

export const moves = {
  down: moveBy(() => 1),
  up: moveBy(() => -1),
  top: moveBy(() => -everything),
  bottom: moveBy(() => everything),
  "half-down": moveBy((height) => Math.max(1, Math.floor(height / 2))),
  "half-up": moveBy((height) => -Math.max(1, Math.floor(height / 2))),
  "page-down": moveBy((height) => Math.max(1, height - 1)),
  "page-up": moveBy((height) => -Math.max(1, height - 1)),
  "pane-down": (state) => inPane(state, 1),
  "pane-up": (state) => inPane(state, -1),
  "next-match": (state) => toMatch(state, 1),
  "previous-match": (state) => toMatch(state, -1),
} satisfies Record<string, Action>;

/** The state with another line chosen. */
export function moveTo(state: State, line: number): State {
  const cursor = clamp(line, Math.max(0, state.listing.lines.length - 1));
  return inView({ ...state, cursor, detailTop: cursor === state.cursor ? state.detailTop : 0 });
}

/** The first line in view of what is read, which ends with its last line at the bottom. */
function readTop(state: State, wanted: number): number {
  return clamp(wanted, Math.max(0, readLines(state).length - bodyHeight(state)));
}

function inPane(state: State, by: 1 | -1): State {
  if (!isWide(state)) return saying(state, "The finding is beside the list from 100 columns on; enter shows it here.");
  const most = Math.max(0, paneLines(state).length - bodyHeight(state));
  return { ...state, detailTop: clamp(state.detailTop + by, most) };
}

/** To the next line that what was last searched for meets, from the end on to the beginning. */
function toMatch(state: State, direction: 1 | -1): State {
  const { lines } = state.listing;
  const passes = passesOf(state, state.filter || state.search);
  for (let far = 1; far <= lines.length; far++) {
    const place = (state.cursor + direction * far + lines.length * far) % lines.length;
    const line = lines[place] ?? -1;
    if (line >= 0 && passes(line) && line !== currentFinding(state)) return moveTo(state, place);
  }
  return saying(state, "There is no other match.");
}
