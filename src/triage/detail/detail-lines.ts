import { placeNote, placeText } from "../../report/place-text.ts";
import { stepsText } from "../../report/steps-text.ts";
import type { State } from "../model/state.ts";
import { clip } from "../text/fit.ts";
import { emptyLine, type Line, line, span } from "../text/line.ts";
import { wrapped } from "../text/wrap.ts";
import { decisionLines } from "./decision-lines.ts";
import { pathLines } from "./path-lines.ts";
import { keyLines, recordLines } from "./record-lines.ts";

/** All there is to say of a finding, as lines of a width. */
export function detailLines(
  { data, facts, decisions }: Pick<State, "data" | "facts" | "decisions">,
  index: number,
  width: number,
): Line[] {
  const finding = data.at(index);
  const rule = data.rules.get(finding.rule);
  const found = facts.get(index) ?? "Looking it up …";
  const known = typeof found === "string" ? undefined : found;
  const pending = decisions.filter(({ about }) => about.fingerprint === finding.fingerprint);
  const steps = stepsText(finding);
  const aside = placeNote(finding.place);
  const { severity, title, msg, reason, object, causes, place, declared, note, fingerprint } = finding;
  return [
    {
      spans: [
        span(severity.toUpperCase(), severity),
        span(`  ${clip(finding.rule, width - severity.length - 2)}`, "strong"),
      ],
    },
    ...wrapped(title, width, { tone: "faint" }),
    emptyLine,
    ...wrapped(msg, width),
    ...section("Decided", decisionLines(finding, pending, width)),
    ...section("Note", note === undefined ? [] : wrapped(note, width)),
    ...section(
      "Path",
      typeof found === "string" ? wrapped(found, width, { tone: "faint" }) : pathLines(finding, found, width),
    ),
    ...section("Keys that linked it", known ? keyLines(known.records, width) : []),
    ...section("Records", known && known.records.length > 0 ? recordLines(known.records, width) : []),
    ...section("Severity", steps === undefined ? [] : wrapped(steps, width)),
    ...section("Reason", wrapped(reason, width)),
    ...section(
      "Because of",
      causes.flatMap((cause) => wrapped(`${cause.rule}: ${cause.msg}`, width, { lead: "· ", under: "  " })),
    ),
    ...section("What to do", rule ? wrapped(rule.remediation, width) : []),
    ...section("Where", [
      ...wrapped(placeText(place), width),
      ...(declared ? wrapped(`declared at ${placeText(declared)}`, width) : []),
      ...(aside === undefined ? [] : wrapped(aside, width, { tone: "faint" })),
    ]),
    ...section(
      "Answers for it",
      wrapped([data.owner(index) || "nobody", ...(known?.owners ?? [])].filter(unique).join(", "), width),
    ),
    ...section("Controls", rule && rule.controls.length > 0 ? wrapped(rule.controls.join(", "), width) : []),
    ...section("Ids", [...wrapped(object, width), ...wrapped(fingerprint, width, { tone: "faint" })]),
  ];
}

function section(title: string, lines: readonly Line[]): Line[] {
  return lines.length === 0 ? [] : [emptyLine, line(title, "accent"), ...lines];
}

function unique(text: string, index: number, all: readonly string[]): boolean {
  return all.indexOf(text) === index;
}
