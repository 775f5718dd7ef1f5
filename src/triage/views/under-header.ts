import { parseFilter } from "../filter/parse.ts";
import type { State } from "../model/state.ts";
import { aroundCaret, type TextInput } from "../model/text-input.ts";
import { clip, clipStart } from "../text/fit.ts";
import { type Line, type Span, span } from "../text/line.ts";

/** Where the next character goes; a sign and no colour, so that it shows everywhere. */
const caret = "▏";

/** What stands under the header: how the list is arranged, or the line that is being typed. */
export function underHeader(state: State): Line {
  const { layer, screen, size } = state;
  if (layer?.kind === "filter") return typedLine(" /", layer.input, size.columns, problemSpan(layer.input.text));
  if (layer?.kind === "palette") return typedLine(" :", layer.input, size.columns);
  if (screen === "summary") return { spans: [span(" summary", "faint")] };
  return arrangement(state);
}

/** A line that is typed, with its caret in view. */
export function typedLine(lead: string, input: TextInput, width: number, wrong: readonly Span[] = []): Line {
  const [before, under, after] = aroundCaret(input);
  const room = Math.max(4, width - lead.length - 4);
  const head = clipStart(before, room);
  const tail = clip(under + after, Math.max(0, room - head.length));
  return { spans: [span(lead, "accent"), span(head), span(caret, "accent"), span(tail), ...wrong] };
}

/** What is wrong with a filter, marked in it by its own words. */
function problemSpan(text: string): Span[] {
  const parsed = parseFilter(text);
  if (!("problem" in parsed)) return [];
  const { at, length, message } = parsed.problem;
  return [span(`  ✗ ${clip(text.slice(at, at + length), 20)}: ${message}`, "bad")];
}

function arrangement({ listing, data, grouping, sorting, isReversed, filter, marks, anchor, cursor }: State): Line {
  const parts = [
    listing.shown === data.count ? `${data.count} findings` : `${listing.shown} of ${data.count}`,
    ...(grouping === "none" ? [] : [`by ${grouping}`]),
    `${isReversed ? "↑" : "↓"} ${sorting}`,
  ];
  return {
    spans: [
      span(` ${parts.join(" · ")}`, "faint"),
      ...(marks.size > 0 ? [span(` · ${marks.size} marked`, "accent")] : []),
      ...(anchor === undefined ? [] : [span(` · range of ${Math.abs(cursor - anchor) + 1}`, "accent")]),
      ...(filter === "" ? [] : [span(" · "), span(`/${clip(filter, 60)}`, "accent")]),
    ],
  };
}
