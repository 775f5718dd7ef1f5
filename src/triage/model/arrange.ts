import { listingOf } from "../data/listing.ts";
import { windowTop } from "../data/window.ts";
import { compileFilter } from "../filter/compile.ts";
import { parseFilter } from "../filter/parse.ts";
import { bodyHeight, type State } from "./state.ts";

/** The state with its list made anew, and the cursor on the finding it was on where that is still listed. */
export function arranged(state: State): State {
  const passes = passesOf(state, state.filter);
  const listing = listingOf(state.data, { ...state, passes });
  const held = state.listing.lines[state.cursor];
  const found = held === undefined || held < 0 ? -1 : listing.lines.indexOf(held);
  const cursor = found >= 0 ? found : Math.max(0, Math.min(state.cursor, listing.lines.length - 1));
  return inView({ ...state, listing, cursor, anchor: undefined });
}

/** The state with its list made anew and its first line chosen. */
export function fromTop(state: State): State {
  return arranged({ ...state, cursor: 0, top: 0, listing: { ...state.listing, lines: new Int32Array() } });
}

/** The state with the chosen line in view. */
export function inView(state: State): State {
  const { listing, cursor, top } = state;
  return { ...state, top: windowTop(top, { cursor, height: bodyHeight(state), count: listing.lines.length }) };
}

/** What a filter lets pass; one with a mistake in it everything. */
export function passesOf({ data, marks, decisions }: State, text: string): (index: number) => boolean {
  const parsed = parseFilter(text);
  if ("problem" in parsed || parsed.terms.length === 0) return () => true;
  return compileFilter(parsed.terms, data, {
    marks,
    decided: new Set(decisions.map(({ about }) => about.fingerprint)),
  });
}
