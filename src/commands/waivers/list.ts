import { counted } from "../../counted.ts";
import { exitCodes } from "../../exit-codes.ts";
import type { ReportWaiver } from "../../model/report.ts";
import { safeJson } from "../../report/safe-json.ts";
import { safeText } from "../../report/safe-text.ts";
import { paragraph } from "../../report/text/paint.ts";
import { table } from "../../report/text/table.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { judgeDecisions } from "../decisions/judge-decisions.ts";
import { openConfig } from "../estate/open-config.ts";
import type { EstateOptions } from "../estate/open-estate.ts";

export interface ListOptions extends EstateOptions {
  readonly snapshot?: string;
  readonly format: "text" | "json";
}

/** Shows every waiver as it was judged. What could not be judged makes the exit code 2, as in a check. */
export const list: CommandBody<ListOptions> = async ({ options }, context) => {
  const report = await judgeDecisions(options, await openConfig(options, context), context);
  const { waivers = [], obstacles } = report;
  for (const { text } of obstacles) context.log.warn(text);
  if (options.format === "json") context.stdout.write(`${safeJson({ version: 1, asOf: report.asOf, waivers }, 2)}\n`);
  else context.stdout.write(waivers.length === 0 ? "There are no waivers.\n" : textOf(waivers, context));
  return obstacles.length > 0 ? exitCodes.cannotJudge : exitCodes.clean;
};

function textOf(waivers: readonly ReportWaiver[], { columns, colour }: CommandContext): string {
  const target = { columns, colour, all: true, size: 0 };
  const rows = waivers.map(({ id, state, rule, object, until, findings }) => [
    id,
    state,
    until,
    findings,
    rule,
    object,
  ]);
  const told = waivers.filter(({ notes }) => notes.length > 0);
  const notes = told.flatMap(({ id, notes: own, declared }) => [
    `\n${safeText(id)}${declared ? `  ${safeText(`${declared.file}:${declared.line}`)}` : ""}\n`,
    ...own.map((note) => paragraph(note, target, "  - ")),
  ]);
  const heading = ["waiver", "state", "until", "findings", "rule", "object"];
  const counts = new Map<string, number>();
  for (const { state } of waivers) counts.set(state, (counts.get(state) ?? 0) + 1);
  const sum = [...counts].map(([state, count]) => `${count} ${state}`).join(", ");
  return `${table(heading, rows, target, ["state", "until"])}${notes.join("")}\n${counted(waivers.length, "waiver")}: ${sum}.\n`;
}
