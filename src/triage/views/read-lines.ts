import { detailLines } from "../detail/detail-lines.ts";
import { currentFinding, placeOf, type State } from "../model/state.ts";
import { type Line, line } from "../text/line.ts";
import { wrapped } from "../text/wrap.ts";
import { confirmLines } from "./confirm-lines.ts";
import { doneLines } from "./done-lines.ts";
import { helpLines } from "./help-lines.ts";
import { paneWidths, readingWidth } from "./layout.ts";

/** What is read and scrolled just now, as lines; none where a list or a form is on the screen. */
export function readLines(state: State): readonly Line[] {
  const width = readingWidth(state);
  const { layer } = state;
  switch (layer?.kind) {
    case "help":
      if (layer.told === undefined) return helpLines(placeOf({ screen: state.screen }), width);
      return [
        line(layer.told.title, "bad"),
        ...layer.told.lines.flatMap((text) => wrapped(text, width, { lead: "  " })),
      ];
    case "confirm":
      return confirmLines(layer.plan, width);
    case "done":
      return doneLines(layer.written, width);
    default:
      return state.screen === "detail" ? findingLines(state, width) : [];
  }
}

/** The finding at the cursor, as it stands beside the list. */
export function paneLines(state: State): Line[] {
  const [, width] = paneWidths(state);
  return width > 0 ? findingLines(state, width) : [];
}

function findingLines(state: State, width: number): Line[] {
  const index = currentFinding(state);
  return index === undefined ? [line("A group: enter folds it.", "faint")] : detailLines(state, index, width);
}
