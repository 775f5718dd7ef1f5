import { bindingsIn, keyText } from "../keys.ts";
import { placeOf, type State } from "../model/state.ts";
import { clip, fitLine, widthOf } from "../text/fit.ts";
import { emptyLine, type Line, type Span, span } from "../text/line.ts";

/** What stands at the end whatever the width: how to find out more, and how to get away. */
const always: ReadonlySet<string> = new Set(["help", "quit", "cancel", "drop", "not-yet", "back"]);

/** What does nothing while nothing was decided. */
const needsDecisions: ReadonlySet<string> = new Set(["changes", "undo"]);

/** The most useful keys of the place, as many as there is room for. */
export function footerLine(state: State): Line {
  const place = placeOf(state);
  const hasDecisions = state.decisions.length > 0;
  const bindings = bindingsIn(place).filter(
    ({ footer, name }) =>
      footer !== undefined && (hasDecisions || !needsDecisions.has(name)) && !(place === "list" && name === "back"),
  );
  const words = bindings.map(({ name, keys, footer = "" }) => ({ name, key: keyText(keys[0] ?? ""), footer }));
  const width = ({ key, footer }: (typeof words)[number]) => widthOf(key) + widthOf(footer) + 3;
  let room =
    state.size.columns - 1 - words.filter(({ name }) => always.has(name)).reduce((sum, word) => sum + width(word), 0);
  const shown = words.filter((word) => {
    if (always.has(word.name)) return true;
    const fits = width(word) <= room;
    room = fits ? room - width(word) : -1;
    return fits;
  });
  const spans = shown.flatMap(({ key, footer }): Span[] => [span(` ${key}`, "strong"), span(` ${footer} `, "faint")]);
  return fitLine({ spans }, state.size.columns);
}

/** What is being done, or was said; for a field of a form its hint or what is wrong with it. */
export function messageLine(state: State): Line {
  const { busy, message, layer, size } = state;
  if (busy !== undefined) return { spans: [span(` ${busy}`, "accent")] };
  if (message) return { spans: [span(` ${clip(message.text, size.columns - 2)}`, message.tone)] };
  if (layer?.kind !== "form") return emptyLine;
  const field = layer.form.fields[layer.form.at];
  const problem = layer.form.problems.find(({ field: name }) => name === field?.name);
  if (problem) return { spans: [span(` ${clip(`✗ ${field?.label} ${problem.message}`, size.columns - 2)}`, "bad")] };
  const more = (field?.suggestions.length ?? 0) > 1 ? " (^n: others)" : "";
  return { spans: [span(` ${clip(`${field?.hint ?? ""}${more}`, size.columns - 2)}`, "faint")] };
}
