import { counted } from "../../counted.ts";
import { windowTop } from "../data/window.ts";
import type { Field, Form } from "../model/form.ts";
import { bodyHeight, type State } from "../model/state.ts";
import { clip, pad } from "../text/fit.ts";
import { emptyLine, type Line, line, span } from "../text/line.ts";
import { typedLine } from "./under-header.ts";

const titles = {
  "accepted-risk": "Waive, being true and accepted:",
  "false-positive": "Waive, being wrong:",
  baseline: "Put off, to be mended by somebody:",
  assign: "Give what was decided on to another owner:",
  note: "Write a note, which decides nothing:",
} as const;

const labelWidth = 13;

/** A form, the field at hand in view whatever the height. */
export function formLines(state: State, form: Form): Line[] {
  const { data, size } = state;
  const [first] = form.about;
  const finding = first === undefined ? undefined : data.at(first);
  const head = [
    line(` ${titles[form.kind]} ${counted(form.about.length, "finding")}`, "strong"),
    ...(finding
      ? [
          {
            spans: [
              span(` ${finding.severity}`, finding.severity),
              span(` ${clip(`${finding.rule}  ${finding.object}`, size.columns - 12)}`, "faint"),
            ],
          },
        ]
      : []),
  ];
  const room = bodyHeight(state) - head.length;
  const gap = room > form.fields.length ? [emptyLine] : [];
  const fields = form.fields.map((field, index) => fieldLine(field, index === form.at, form, size.columns));
  const top = windowTop(0, { cursor: form.at, height: room - gap.length, count: fields.length });
  return [...head, ...gap, ...fields.slice(top, top + room - gap.length)];
}

function fieldLine({ name, label, input, hint }: Field, isHere: boolean, { problems }: Form, width: number): Line {
  const problem = problems.find(({ field }) => field === name);
  const lead = [span(isHere ? " › " : "   "), span(pad(label, labelWidth), isHere ? "strong" : "faint")];
  const room = width - labelWidth - 4;
  if (isHere) return { spans: [...lead, ...typedLine("", input, room).spans] };
  if (problem) return { spans: [...lead, span(clip(input.text, room)), span(` ✗ ${problem.message}`, "bad")] };
  return {
    spans: [...lead, input.text === "" ? span(clip(`(${hint})`, room), "faint") : span(clip(input.text, room))],
  };
}
