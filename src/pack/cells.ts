import type { Rule } from "../model/rule.ts";
import type { PreparedExample } from "./prepare-examples.ts";

/** Something that a rule's METADATA says, which an example has to show. */
export interface Cell {
  readonly kind: "reason" | "severity" | "edge" | "false positive";
  /** The reason, severity or parameter, or the sentence. */
  readonly name: string;
  /** The lines, in the file of examples, of those that show it; where there are none, nothing does. */
  readonly lines: readonly number[];
}

/**
 * What METADATA promises, and which examples hold it to that: every reason, every severity beside the rule's own, the edge of every
 * parameter, and every false positive.
 */
export function cellsOf(rule: Rule, examples: readonly PreparedExample[]): Cell[] {
  const own = examples.filter((example) => example.rule.id === rule.id);
  const linesOf = (shows: (example: PreparedExample) => boolean) => own.filter(shows).map(({ line }) => line);
  const findings = ({ violations, unknowns }: PreparedExample) => [...violations, ...unknowns];
  return [
    ...Object.keys(rule.reasons).map((name): Cell => {
      return { kind: "reason", name, lines: linesOf((one) => findings(one).some(({ reason }) => reason === name)) };
    }),
    ...Object.keys(rule.severities).map((name): Cell => {
      return {
        kind: "severity",
        name,
        lines: linesOf((one) => findings(one).some(({ severity, overdue }) => (overdue?.from ?? severity) === name)),
      };
    }),
    ...Object.keys(rule.params).map((name): Cell => {
      return { kind: "edge", name, lines: linesOf(({ edge }) => edge !== undefined && Object.hasOwn(edge, name)) };
    }),
    ...rule.false_positives.map((name): Cell => {
      return {
        kind: "false positive",
        name,
        lines: linesOf(({ clears }) => clears !== undefined && name.startsWith(clears.claim)),
      };
    }),
  ];
}
