import { ownValue } from "../../../own-value.ts";
import { standings } from "../standings.ts";
import { type Entry, ownersOf } from "./choice.ts";

/** One answer to a filter, and how many findings it leaves. */
export interface Option {
  readonly value: string;
  readonly text: string;
  readonly count: number;
}

/** The filters that are a list, with what can be chosen of each. */
export interface Options {
  readonly standing: readonly Option[];
  readonly change: readonly Option[];
  readonly rule: readonly Option[];
  readonly app: readonly Option[];
  readonly control: readonly Option[];
  readonly owner: readonly Option[];
}

export function optionsOf(entries: readonly Entry[]): Options {
  const byName = (valuesOf: (entry: Entry) => readonly (string | undefined)[]) =>
    counts(entries, valuesOf).toSorted((a, b) => (a.value < b.value ? -1 : 1));
  return {
    standing: [
      ...counts(entries, ({ finding }) => (finding.gated ? ["gated"] : [])),
      ...counts(entries, ({ finding }) => [finding.standing]),
    ].map((option) => ({ ...option, text: standingText(option.value) })),
    change: byName(({ finding }) => [finding.changed]),
    rule: byName(({ finding }) => [finding.rule]),
    app: byName(({ finding }) => [finding.app]),
    control: byName(({ rule }) => rule?.controls ?? []),
    owner: byName(({ finding }) => ownersOf(finding)),
  };
}

function standingText(value: string): string {
  return ownValue({ ...standings, gated: "Stops the check" }, value) ?? value;
}

function counts(entries: readonly Entry[], valuesOf: (entry: Entry) => readonly (string | undefined)[]): Option[] {
  const found = new Map<string, number>();
  for (const entry of entries)
    for (const value of new Set(valuesOf(entry)))
      if (value !== undefined) found.set(value, (found.get(value) ?? 0) + 1);
  return [...found].map(([value, count]) => ({ value, text: value, count }));
}
