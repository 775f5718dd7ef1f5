import { counted } from "../../counted.ts";
import { safeText } from "../../report/safe-text.ts";
import { commandsFor } from "../actions/palette.ts";
import { decisionText } from "../detail/decision-lines.ts";
import { placeTitles } from "../keys.ts";
import type { Written } from "../model/desk.ts";
import { placeOf, type State } from "../model/state.ts";
import { plainText } from "../text/line.ts";
import { readLines } from "./read-lines.ts";
import { summaryLines } from "./summary-lines.ts";

/** What has to be said after a key, as lines that follow what was said before: for screen readers. */
export function spoken(before: State | undefined, now: State): string[] {
  const lines: string[] = [];
  const place = placeOf(now);
  const isOther = before === undefined || placeOf(before) !== place || before.layer?.kind !== now.layer?.kind;
  if (now.busy !== undefined && now.busy !== before?.busy) lines.push(now.busy);
  if (isOther) lines.push(`${placeTitles[place]}.`, ...placeText(now));
  else if (now.layer?.kind === "form" || now.layer?.kind === "filter" || now.layer?.kind === "palette")
    lines.push(...typedText(before, now));
  else if (place === "list" && (before.cursor !== now.cursor || before.listing !== now.listing))
    lines.push(currentText(now));
  if (before?.listing !== now.listing && place !== "summary")
    lines.push(
      `${now.listing.shown} of ${now.data.count} listed, grouped by ${now.grouping}, sorted by ${now.sorting}.`,
    );
  if (before && before.marks !== now.marks) lines.push(`${now.marks.size} marked.`);
  if (before && now.anchor !== before.anchor) lines.push(now.anchor === undefined ? "Range ended." : "Range begun.");
  if (now.message && now.message !== before?.message) lines.push(now.message.text);
  return lines.filter((line) => line !== "").map(safeText);
}

function placeText(state: State): string[] {
  const { layer } = state;
  switch (placeOf(state)) {
    case "summary":
      return summaryLines(state).map((line) => plainText(line).trim());
    case "list":
      return [currentText(state)];
    case "detail":
    case "help":
    case "confirm":
      return readLines(state).map((line) => plainText(line).trimEnd());
    case "form":
      return layer?.kind === "form" ? [`${counted(layer.form.about.length, "finding")}. ${fieldText(state)}`] : [];
    case "done":
      return layer?.kind === "done" ? toldOf(layer.written) : [];
    case "leave":
      return [
        `${counted(state.decisions.length, "decision is", "decisions are")} not written. c shows them, q drops them, escape goes back.`,
      ];
    default:
      return [];
  }
}

function toldOf({ told, wrong = [], commands }: Written): string[] {
  return [...told, ...wrong, ...commands];
}

function currentText(state: State): string {
  const { data, listing, cursor, marks, decisions } = state;
  const line = listing.lines[cursor];
  if (line === undefined) return "Nothing is listed.";
  if (line < 0) {
    const group = listing.groups[-1 - line];
    return group
      ? `Group ${group.name}, ${counted(group.count, "finding")}, gravest ${group.gravest}, ${group.isFolded ? "folded" : "open"}.`
      : "";
  }
  const { severity, msg, rule, fingerprint } = data.at(line);
  const pending = decisions.filter(({ about }) => about.fingerprint === fingerprint).map(decisionText);
  const states = [
    data.standing(line),
    marks.has(line) ? "marked" : "",
    pending.length > 0 ? `not written: ${pending.join(", ")}` : "",
  ];
  return `${cursor + 1} of ${listing.lines.length}: ${severity}, ${data.who(line)}. ${msg} ${rule}, ${states.filter((one) => one !== "").join(", ")}.`;
}

/** Only what was changed: another field, or the line that is typed. */
function typedText(before: State, now: State): string[] {
  if (now.layer?.kind === "form") {
    const was = before.layer?.kind === "form" ? before.layer.form : undefined;
    const isOtherField = was?.at !== now.layer.form.at || was?.problems !== now.layer.form.problems;
    return isOtherField ? [fieldText(now)] : [];
  }
  if (now.layer?.kind === "palette")
    return [commandsFor(now, now.layer.input.text)[now.layer.at]?.name ?? "no such command"];
  return [];
}

function fieldText({ layer }: State): string {
  if (layer?.kind !== "form") return "";
  const field = layer.form.fields[layer.form.at];
  if (!field) return "";
  const problem = layer.form.problems.find(({ field: name }) => name === field.name);
  const wrong = problem ? ` Wrong: ${problem.message}.` : "";
  return `${field.label}: ${field.input.text === "" ? "empty" : field.input.text}. ${field.hint}.${wrong}`;
}
