import { parseFilter } from "../filter/parse.ts";
import type { ActionName } from "../keys.ts";
import { arranged, fromTop } from "../model/arrange.ts";
import { withInput } from "../model/form.ts";
import { type State, type Step, step } from "../model/state.ts";
import { type Editing, edited, type TextInput, typed } from "../model/text-input.ts";
import { type Action, saying, uncovered } from "./action.ts";
import { accepted, toField } from "./decide.ts";
import { commandsFor } from "./palette.ts";

/** What keys do to a line that is being typed. @param run does what the command line names */
export function typing(run: (name: ActionName, state: State) => State | Step) {
  const edits =
    (editing: Editing): Action =>
    (state) =>
      withTyped(state, (input) => edited(input, editing));
  return {
    accept: (state) => taken(state, run),
    cancel: (state) =>
      state.layer?.kind === "filter" ? arranged(uncovered({ ...state, filter: state.layer.before })) : uncovered(state),
    "next-field": (state) => nextOf(state, 1),
    "previous-field": (state) => nextOf(state, -1),
    erase: edits("erase"),
    "erase-line": edits("erase-line"),
    "erase-word": edits("erase-word"),
    left: edits("left"),
    right: edits("right"),
    "line-start": edits("line-start"),
    "line-end": edits("line-end"),
  } satisfies Record<string, Action>;
}

/** The next field of a form, or the next command that the line could mean. */
function nextOf(state: State, by: 1 | -1): State {
  const { layer } = state;
  if (layer?.kind !== "palette") return toField(state, by);
  const count = Math.max(1, commandsFor(state, layer.input.text).length);
  return { ...state, layer: { ...layer, at: (layer.at + by + count) % count } };
}

/** A key that has no meaning of its own is text where text is typed. */
export function keyTyped(state: State, key: string): State {
  const text = key === "space" ? " " : key;
  return [...text].length === 1 || /^\P{ASCII}/u.test(text) ? pasted(state, text) : state;
}

/** Text put where text is typed; elsewhere it is no command, however it reads. */
export function pasted(state: State, text: string): State {
  return withTyped(state, (input) => typed(input, text));
}

function withTyped(state: State, change: (input: TextInput) => TextInput): State {
  const { layer } = state;
  switch (layer?.kind) {
    case "filter": {
      const input = change(layer.input);
      const next = { ...state, layer: { ...layer, input } };
      // While it has a mistake in it, the list stays as it was.
      return "problem" in parseFilter(input.text) ? next : fromTop({ ...next, filter: input.text.trim() });
    }
    case "palette":
      return { ...state, layer: { ...layer, input: change(layer.input), at: 0 } };
    case "form": {
      const here = layer.form.fields[layer.form.at];
      return here ? { ...state, layer: { ...layer, form: withInput(layer.form, change(here.input)) } } : state;
    }
    default:
      return state;
  }
}

function taken(state: State, run: (name: ActionName, state: State) => State | Step): State | Step {
  const { layer } = state;
  if (layer?.kind === "form") return accepted(state, layer.form);
  if (layer?.kind === "filter") {
    const parsed = parseFilter(layer.input.text);
    if ("problem" in parsed) return saying(state, parsed.problem.message, "bad");
    return { ...uncovered(state), search: state.filter || state.search };
  }
  if (layer?.kind !== "palette") return state;
  const command = commandsFor(state, layer.input.text)[layer.at];
  if (!command) return saying(state, "There is no such command.", "bad");
  const below = uncovered(state);
  return "action" in command.run ? run(command.run.action, below) : step(command.run.arrange(below));
}
