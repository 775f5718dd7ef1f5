import { counted } from "../../counted.ts";
import { clamp } from "../data/window.ts";
import { bodyHeight, isWide, type State } from "../model/state.ts";
import { beside, fitLine } from "../text/fit.ts";
import { emptyLine, type Line, line } from "../text/line.ts";
import { footerLine, messageLine } from "./footer.ts";
import { formLines } from "./form-lines.ts";
import { headerLine } from "./header.ts";
import { paneWidths } from "./layout.ts";
import { listLines } from "./list-lines.ts";
import { paletteLines } from "./palette-lines.ts";
import { paneLines, readLines } from "./read-lines.ts";
import { summaryLines } from "./summary-lines.ts";
import { underHeader } from "./under-header.ts";

/** The whole screen: one line less than the terminal has, each as wide as it. */
export function screenLines(state: State): Line[] {
  const { columns } = state.size;
  const height = bodyHeight(state);
  const body = bodyLines(state).slice(0, height);
  const filled = [...body, ...Array<Line>(height - body.length).fill(emptyLine)];
  return [headerLine(state), underHeader(state), ...filled, messageLine(state), footerLine(state)].map((one) =>
    fitLine(one, columns),
  );
}

function bodyLines(state: State): Line[] {
  const { layer } = state;
  switch (layer?.kind) {
    case "help":
    case "confirm":
    case "done":
      return indented(scrolled(readLines(state), layer.top, state));
    case "palette":
      return paletteLines(state, layer);
    case "form":
      return formLines(state, layer.form);
    case "leave":
      return [
        line(` ${counted(state.decisions.length, "decision is", "decisions are")} not written.`, "strong"),
        line(" c shows what they would write, q drops them and leaves, esc goes back."),
      ];
    default:
      return screenBody(state);
  }
}

function screenBody(state: State): Line[] {
  if (state.screen === "summary") return summaryLines(state);
  if (state.screen === "detail") return indented(scrolled(readLines(state), state.detailTop, state));
  const [list, detail] = paneWidths(state);
  if (!isWide(state)) return listLines(state, list);
  const rows = listLines(state, list);
  const height = bodyHeight(state);
  const filled = [...rows, ...Array<Line>(Math.max(0, height - rows.length)).fill(emptyLine)];
  return beside(filled, scrolled(paneLines(state), state.detailTop, state), [list, detail]);
}

function scrolled(lines: readonly Line[], top: number, state: State): Line[] {
  const height = bodyHeight(state);
  const from = clamp(top, Math.max(0, lines.length - height));
  return lines.slice(from, from + height);
}

function indented(lines: readonly Line[]): Line[] {
  return lines.map(({ spans }) => ({ spans: [{ text: " " }, ...spans] }));
}
