import type { State, Step } from "../model/state.ts";

/** What a key does: another state, or one with something to be done for it. */
export type Action = (state: State) => State | Step;

/** The state with something said in it. */
export function saying(state: State, text: string, tone: "good" | "bad" | "faint" = "faint"): State {
  return { ...state, message: { text, tone } };
}

/** The state without what lies above the screen. */
export function uncovered(state: State): State {
  return { ...state, layer: undefined };
}
