import { counted } from "../counted.ts";
import { isJudged } from "../report/verdict.ts";
import type { Action } from "./actions/action.ts";
import { deciding } from "./actions/decide.ts";
import { looking } from "./actions/look.ts";
import { marking } from "./actions/mark.ts";
import { moves } from "./actions/move.ts";
import { keyTyped, pasted, typing } from "./actions/typing.ts";
import { type ActionName, actionOf } from "./keys.ts";
import { arranged, inView } from "./model/arrange.ts";
import { onReport } from "./model/begin.ts";
import type { Event } from "./model/event.ts";
import { placeOf, type State, type Step, step } from "./model/state.ts";

/** Facts that are kept; beyond that the oldest go. */
const keptFacts = 500;

const leaving = {
  quit: (state) =>
    state.decisions.length > 0 ? { ...state, layer: { kind: "leave" } } : step(state, { kind: "leave" }),
  drop: (state) => step(state, { kind: "leave" }),
  "leave-now": (state) => step(state, { kind: "leave" }),
  suspend: (state) => step(state, { kind: "suspend" }),
  refresh: (state) => step({ ...state, busy: "Judging again …" }, { kind: "judge" }),
} satisfies Record<string, Action>;

const actions: Readonly<Record<ActionName, Action>> = {
  ...moves,
  ...marking,
  ...looking,
  ...deciding,
  ...leaving,
  ...typing(run),
};

/** What an action makes of a state. */
function run(name: ActionName, state: State): State | Step {
  return actions[name](state);
}

/** The next state, and what is to be done for it. The whole interface is this function. */
export function update(state: State, event: Event): Step {
  switch (event.kind) {
    case "key":
      return pressed(state, event.key);
    case "paste":
      return step(pasted(state, event.text));
    case "size":
      return step(inView({ ...state, size: { columns: event.columns, rows: event.rows } }));
    case "facts":
      return step(withFacts(state, event));
    case "judged": {
      const judged = onReport(state, event.report, event.ground);
      const found = counted(judged.data.count, "finding");
      const message: State["message"] = isJudged(event.report)
        ? { text: `Judged again: ${found}.`, tone: "good" }
        : { text: `It could not be judged, 0 tells why. ${found} all the same.`, tone: "bad" };
      return step({ ...arranged(judged), busy: undefined, message });
    }
    case "planned":
      return step({ ...state, busy: undefined, layer: { kind: "confirm", plan: event.plan, top: 0 } });
    case "written": {
      const { told, wrong = [], commands } = event.written;
      const now = arranged(onReport({ ...state, decisions: [], earlier: [] }, event.plan.report, state.ground));
      const written = [...state.written, ...told, ...wrong];
      return step({
        ...now,
        busy: undefined,
        layer: { kind: "done", written: event.written, top: 0 },
        written,
        commands,
      });
    }
    case "said":
      return step({ ...state, busy: undefined, message: event.message });
    case "told":
      return step({ ...state, busy: undefined, layer: { kind: "help", top: 0, told: event.told } });
  }
}

/** While something is being done only leaving is possible. */
function pressed(before: State, key: string): Step {
  const place = placeOf(before);
  const name = actionOf(key, place);
  if (before.busy !== undefined && name !== "leave-now" && name !== "suspend") return step(before);
  const state = { ...before, message: undefined };
  const next = name === undefined ? keyTyped(state, key) : actions[name](state);
  return "effects" in next ? next : step(next);
}

/** What was found out about a finding, unless another report has come meanwhile. */
function withFacts(state: State, { index, fingerprint, facts }: Event & { readonly kind: "facts" }): State {
  if (state.data.indexOf(fingerprint) !== index) return state;
  const kept = [...state.facts].slice(-keptFacts + 1);
  return { ...state, facts: new Map([...kept, [index, facts]]) };
}
