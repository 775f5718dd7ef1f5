import { counted } from "../../counted.ts";
import type { Ending, Forecast, ForecastEvent, Turn } from "../../model/forecast.ts";
import { groupBy } from "../../report/group-by.ts";
import type { ReportTarget } from "../../report/reporter.ts";
import { safeJson } from "../../report/safe-json.ts";
import { folded, type Paint, paintFor, paragraph } from "../../report/text/paint.ts";
import type { CommandContext } from "../context.ts";

interface TellOptions {
  readonly format: "text" | "json";
  readonly all?: true;
}

/** Entries of one kind that a day names unless all are wanted. */
const named = 3;

const turns: Readonly<Record<Turn, string>> = {
  appears: "will be found",
  reopens: "will be open again",
  graver: "will be graver",
  milder: "will be milder",
  ends: "will be over",
};

/** Writes a forecast to standard output. */
export function tellForecast(forecast: Forecast, { format, all }: TellOptions, context: CommandContext): void {
  const { columns, colour, stdout } = context;
  const target: ReportTarget = { columns, colour, all: all ?? false, size: Number.POSITIVE_INFINITY };
  if (format === "json") stdout.write(`${safeJson(forecast, 2)}\n`);
  else for (const part of textOf(forecast, target, paintFor(target))) stdout.write(part);
}

function* textOf(forecast: Forecast, target: ReportTarget, paint: Paint): Generator<string> {
  const { tool, asOf, until, obstacles, events, declared, observed } = forecast;
  yield folded(
    `${paint.heading(`entitlint ${tool.version}`)}  from ${asOf} to ${until}, if nothing changes but time`,
    target,
  );
  if (obstacles.length > 0) {
    yield `\n${paint.bad("Could not judge, so nothing is foretold")}\n`;
    for (const { text } of obstacles) yield paragraph(text, target, "  ! ");
    return;
  }
  const eventsOn = groupBy(events, ({ on }) => on);
  const endsOn = groupBy([...declared, ...observed], ({ ends }) => ends.slice(0, 10));
  const days = [...new Set([...eventsOn.keys(), ...endsOn.keys()])].sort();
  for (const day of days) {
    yield `\n${paint.heading(day)}\n`;
    yield* endLines(endsOn.get(day) ?? [], target, paint);
    yield* eventLines(eventsOn.get(day) ?? [], target, paint);
  }
  const gating = events.filter(({ gates }) => gates).length;
  const found = `${counted(gating, "change")} will fail a check, ${events.length - gating} will not`;
  yield `\n${folded(`${found}; ${declared.length} declared and ${observed.length} observed ends`, target)}`;
}

function* endLines(endings: readonly Ending[], target: ReportTarget, paint: Paint): Generator<string> {
  for (const group of groupBy(endings, ({ what, app }) => JSON.stringify([what, app])).values()) {
    const [first] = group;
    if (!first) continue;
    const shown = target.all ? group : group.slice(0, named);
    const names = shown.map(({ object, place }) => (place ? `${object} (${place.file}:${place.line})` : object));
    const more = group.length > shown.length ? ` and ${group.length - shown.length} more` : "";
    const what = `${counted(group.length, first.what, pluralOf(first.what))}${first.app ? ` of ${first.app}` : ""}`;
    yield paint.faint(
      paragraph(`${what} ${group.length === 1 ? "ends" : "end"}: ${names.join(", ")}${more}`, target, "  . "),
    );
  }
}

function* eventLines(events: readonly ForecastEvent[], target: ReportTarget, paint: Paint): Generator<string> {
  const groups = groupBy(
    events,
    ({ turn, finding, was }) => `${turn} ${finding.rule} ${finding.severity} ${was ?? ""}`,
  );
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const { finding, turn, was } = first;
    const level = paint.severity(finding.severity)(finding.severity.toUpperCase());
    const before = was === undefined ? "" : ` (was ${was})`;
    const fails = first.gates ? "" : ", which fails nothing";
    yield folded(
      `${level}  ${paint.heading(finding.rule)}  ${group.length} ${turns[turn]}${before}${fails}`,
      target,
      "  ",
    );
    const shown = target.all ? group : group.slice(0, named);
    for (const event of shown) yield paragraph(event.finding.msg, target, "    - ");
    if (shown.length < group.length) yield `    … and ${group.length - shown.length} more (--all shows them)\n`;
  }
}

function pluralOf(what: string): string {
  if (what.endsWith("y")) return `${what.slice(0, -1)}ies`;
  return what === "time to decide" ? "times to decide" : `${what}s`;
}
