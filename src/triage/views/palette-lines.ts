import { commandsFor } from "../actions/palette.ts";
import { windowTop } from "../data/window.ts";
import { bodyHeight, type Layer, type State } from "../model/state.ts";
import { clip, fitLine, pad } from "../text/fit.ts";
import { chosen, type Line, line, span } from "../text/line.ts";

const nameWidth = 20;

/** What the command line could mean, the chosen one in view. */
export function paletteLines(state: State, { input, at }: Layer & { readonly kind: "palette" }): Line[] {
  const commands = commandsFor(state, input.text);
  if (commands.length === 0) return [line("  There is no such command.", "faint")];
  const height = bodyHeight(state);
  const top = windowTop(0, { cursor: at, height, count: commands.length });
  const width = state.size.columns;
  return commands.slice(top, top + height).map(({ name, does, keys }, offset) => {
    const isHere = top + offset === at;
    const spans = [
      span(isHere ? " › " : "   "),
      span(pad(name, nameWidth), "strong"),
      span(pad(clip(does, width - nameWidth - 16), Math.min(60, Math.max(0, width - nameWidth - 14)))),
      span(` ${keys}`, "faint"),
    ];
    const fitted = fitLine({ spans }, width);
    return isHere ? chosen(fitted) : fitted;
  });
}
