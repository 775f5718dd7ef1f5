import type { Blindness, PartBlindness } from "../model/estate.ts";
import type { NotEvaluable } from "../model/report.ts";
import type { JudgedRules } from "./settle.ts";

/** By rule and application: why it cannot be judged there. */
export type Blind = Readonly<Record<string, Readonly<Record<string, Blindness>>>>;

/** Where rules could say nothing, as `rule app`, though nothing kept them from looking. */
export function silentPlaces(partly: readonly PartBlindness[]): Set<string> {
  return new Set(partly.filter(({ isAll }) => isAll).map(({ rule, app }) => `${rule} ${app}`));
}

/** What could not be judged, with the cause: whole rules, and single reasons of others, or of those that spoke all the same. */
export function notEvaluable(
  rules: JudgedRules,
  blind: Blind,
  partly: readonly PartBlindness[],
  said: readonly Pick<NotEvaluable, "rule" | "app">[],
): NotEvaluable[] {
  const heard = new Set(said.map(({ rule, app }) => `${rule} ${app}`));
  const whole = Object.entries(blind).flatMap(([rule, places]) =>
    Object.entries(places).map(([app, { code, text }]) => ({ rule, app, code, text, reasons: undefined })),
  );
  const silent = new Map<string, PartBlindness>();
  const inPart: PartBlindness[] = [];
  for (const entry of partly) {
    const place = `${entry.rule} ${entry.app}`;
    if (!entry.isAll || heard.has(place)) {
      inPart.push(entry);
      continue;
    }
    const other = silent.get(place);
    silent.set(place, other ? { ...other, text: `${other.text}; ${entry.text}` } : entry);
  }
  const all = [...silent.values()].map((entry) => ({ ...entry, reasons: undefined }));
  return [...whole, ...all, ...inPart].flatMap(({ rule, app, code, text, reasons }) => {
    const judged = rules.get(rule);
    if (!judged || judged.off) return [];
    return [{ rule, app, code, text, ...(reasons && { reasons: [...reasons] }), required: judged.required }];
  });
}
