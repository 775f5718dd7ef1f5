import { fieldNames, states, textFields } from "../filter/fields.ts";
import { type Binding, bindingsIn, keyText, type Place, placeTitles } from "../keys.ts";
import { pad } from "../text/fit.ts";
import { emptyLine, type Line, line, span } from "../text/line.ts";
import { wrapped } from "../text/wrap.ts";

const keyWidth = 16;

/** Every key that holds in the screen below, then those of what can be opened from there, and the words of filters. */
export function helpLines(place: Place, width: number): Line[] {
  const others = (["list", "detail", "form", "confirm"] as const).filter((other) => other !== place);
  return [
    ...placeLines(place, width),
    ...others.flatMap((other) => [emptyLine, ...placeLines(other, width)]),
    emptyLine,
    line("Filter", "accent"),
    ...wrapped(
      'Words have to be found; fields narrow: app:payroll sev>=high is:new owner:none rule:leaver* -app:crm "two words"',
      width,
    ),
    ...textFields.flatMap(({ names, does }) =>
      wrapped(`${names.join(", ")}: ${does}`, width, { lead: "  ", under: "    " }),
    ),
    ...wrapped(`is: ${states.join(", ")}`, width, { lead: "  ", under: "    " }),
    ...wrapped(`All fields: ${fieldNames.join(", ")}`, width, { tone: "faint" }),
  ];
}

function placeLines(place: Place, width: number): Line[] {
  return [line(placeTitles[place], "accent"), ...bindingsIn(place).flatMap((binding) => bindingLines(binding, width))];
}

function bindingLines({ keys, does }: Binding, width: number): Line[] {
  const shown = pad(keys.map(keyText).join(" "), keyWidth);
  const [head = emptyLine, ...rest] = wrapped(does, Math.max(20, width - keyWidth - 2));
  const indent = span(" ".repeat(keyWidth + 2));
  return [
    { spans: [span("  "), span(shown, "strong"), ...head.spans] },
    ...rest.map(({ spans }) => ({ spans: [indent, ...spans] })),
  ];
}
