import { counted } from "../counted.ts";
import type { Report } from "../model/report.ts";
import { groupBy } from "./group-by.ts";

type Source = Report["sources"][number];

/** A reason that is one field of one source, and nothing else. */
const oneField = /^([\w.]+) of (\w+) records of ([\w.-]+) was not read$/;

/** With fewer rules than this a field is one among many. */
const fewest = 3;

const mostSteps = 2;

/** Fields for want of which most rules could not be asked, the largest gain first; whether more is missing nobody has looked. */
export function nextSteps({ notEvaluable, sources }: Pick<Report, "notEvaluable" | "sources">): string[] {
  const wanting = notEvaluable.flatMap(({ rule, text, reasons }) => {
    const [, field, kind = "", system] = oneField.exec(text) ?? [];
    if (reasons || field === undefined || system === undefined) return [];
    const source = sources.find((one) => one.system === system);
    return [{ rule, what: `map \`${field}\` of ${source ? mapped(kind, source) : kind} records of ${system}` }];
  });
  return [...groupBy(wanting, ({ what }) => what)]
    .map(([what, entries]) => ({ what, rules: new Set(entries.map(({ rule }) => rule)).size }))
    .filter(({ rules }) => rules >= fewest)
    .toSorted((a, b) => b.rules - a.rules)
    .slice(0, mostSteps)
    .map(({ what, rules }) => `${what}: ${counted(rules, "rule")} could not be asked somewhere for want of it`);
}

/** A directory's users are its accounts, and are mapped once. */
function mapped(kind: string, { role, kinds }: Source): string {
  const isRead = (one: string) => kinds.some((entry) => entry.kind === one);
  return kind === "account" && role === "directory" && !isRead("account") && isRead("identity") ? "identity" : kind;
}
