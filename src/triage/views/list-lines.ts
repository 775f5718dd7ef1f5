import type { Severity } from "../../model/severity.ts";
import { nothingText } from "../../report/verdict.ts";
import { inRange } from "../actions/mark.ts";
import type { Group } from "../data/listing.ts";
import { bodyHeight, type State } from "../model/state.ts";
import { clip, clipStart, fitLine, fitted, pad } from "../text/fit.ts";
import { chosen, type Line, line, type Span, span } from "../text/line.ts";

const short: Readonly<Record<Severity, string>> = {
  critical: "crit",
  high: "high",
  medium: "med",
  low: "low",
  info: "info",
};
const decisionSigns = { "accepted-risk": "w", "false-positive": "f", baseline: "b", assign: "A", note: "i" } as const;

/** Columns of the list, each with its width; what the grouping says already is left out. */
interface Columns {
  readonly sign: number;
  readonly severity: number;
  readonly rule: number;
  readonly who: number;
  readonly app: number;
  readonly object: number;
  readonly standing: number;
  readonly owner: number;
}

/** The lines of the list that are in view, and no others: a hundred thousand findings cost no more than these. */
export function listLines(state: State, width: number): Line[] {
  const { listing, top, cursor } = state;
  const height = bodyHeight(state);
  const visible = [...listing.lines.subarray(top, top + height)];
  const signs = signsOf(state);
  const columns = columnsOf(width, state.grouping, signs);
  const ranged = new Set(inRange(state));
  const lines = visible.map((number, offset) => {
    const isHere = top + offset === cursor;
    const group = number < 0 ? listing.groups[-1 - number] : undefined;
    const one = group ? groupLine(group, isHere) : findingLine(state, number, { columns, isHere, ranged, signs });
    const fitted = fitLine(one, width);
    return isHere ? chosen(fitted) : fitted;
  });
  if (lines.length === 0) return [line(emptyText(state), "faint")];
  return lines;
}

/** A letter for what is decided, and one for a note beside it. */
function signsOf({ decisions }: State): Map<string, string> {
  const signs = new Map<string, string>();
  for (const { about, kind } of decisions) {
    const [here, other] = [decisionSigns[kind], signs.get(about.fingerprint) ?? ""];
    signs.set(about.fingerprint, kind === "note" ? other + here : here + other);
  }
  return signs;
}

function emptyText({ data, filter }: State): string {
  if (data.count === 0) return `  ${nothingText(data.report)}`;
  return `  No finding meets ${clip(filter, 40)}. Esc lifts the filter.`;
}

function groupLine({ name, count, gravest, isFolded }: Group, isHere: boolean): Line {
  return {
    spans: [
      span(`${isHere ? "›" : " "} ${isFolded ? "▸" : "▾"} `),
      span(clip(name, 60), "strong"),
      span(`  ${count}`),
      span(`  ${gravest}`, gravest),
    ],
  };
}

interface RowGround {
  readonly columns: Columns;
  readonly isHere: boolean;
  readonly ranged: ReadonlySet<number>;
  readonly signs: ReadonlyMap<string, string>;
}

function findingLine({ data, marks }: State, index: number, { columns, isHere, ranged, signs }: RowGround): Line {
  const { severity, rule, app, object, fingerprint } = data.at(index);
  const sign = signs.get(fingerprint);
  const mark = marks.has(index) ? "●" : ranged.has(index) ? "┃" : " ";
  const standing = data.standing(index);
  const isQuiet = standing === "waived" || standing === "put off" || standing === "fixed";
  const tone = isQuiet ? "faint" : undefined;
  const cells: (Span | undefined)[] = [
    span(`${isHere ? "›" : " "}${mark}`),
    span(pad(sign ?? "", columns.sign), sign === undefined ? undefined : "accent"),
    span(pad(columns.severity > 5 ? severity : short[severity], columns.severity), isQuiet ? "faint" : severity),
    cell(rule, columns.rule, tone),
    cell(data.who(index), columns.who, tone),
    cell(app, columns.app, tone),
    columns.object > 0 ? span(`${pad(clipStart(object, columns.object - 1), columns.object)}`, "faint") : undefined,
    cell(standing, columns.standing, standing === "new" ? undefined : "faint"),
    cell(data.owner(index) || "nobody", columns.owner, "faint"),
  ];
  return { spans: cells.filter((one) => one !== undefined) };
}

function cell(text: string, width: number, tone?: Span["tone"]): Span | undefined {
  return width > 0 ? span(pad(fitted(text, width - 1), width), tone) : undefined;
}

/** What there is room for: first the rule and whom it is about, then what, where, how it stands and who answers for it. */
function columnsOf(width: number, grouping: State["grouping"], signs: ReadonlyMap<string, string>): Columns {
  const sign = [...signs.values()].some(({ length }) => length > 1) ? 3 : 2;
  const severity = width >= 64 ? 9 : 5;
  const standing = width >= 84 ? 13 : 0;
  const owner = width >= 130 && grouping !== "owner" ? 26 : 0;
  const app = width >= 72 && grouping !== "application" ? 11 : 0;
  const room = Math.max(10, width - 2 - sign - severity - standing - owner - app);
  // Beside the finding itself there is no need of its id.
  const needsObject = width >= 56;
  const rule = grouping === "rule" ? 0 : Math.min(27, Math.floor(room * (needsObject ? 0.42 : 0.55)));
  const who = grouping === "subject" ? 0 : needsObject ? Math.min(22, Math.floor(room * 0.28)) : room - rule;
  return { sign, severity, rule, who, app, standing, owner, object: Math.max(0, room - rule - who) };
}
