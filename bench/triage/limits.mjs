// @ts-check
import { verdict } from "../compare/limits.mjs";
import { summary } from "../compare/measure.mjs";

/**
 * What was measured: seconds of starts, milliseconds of keys, MiB of memory.
 * @typedef {ReturnType<typeof figuresOf>} Figures
 */

/**
 * @param {{ bytes: number, start: Record<"node" | "parse" | "first", number[]>, samples: Record<"triage" | "list" | "typing", number[]>,
 *   memory: { triage: number | undefined, ink: number | undefined } }} measured
 */
export function figuresOf({ bytes, start, samples, memory }) {
  return {
    report: Math.round(bytes / 2 ** 20),
    seconds: { node: summary(start.node), parse: summary(start.parse), first: summary(start.first) },
    milliseconds: {
      triage: { ...summary(samples.triage), high: percentile(samples.triage, 0.99) },
      list: { ...summary(samples.list), high: percentile(samples.list, 0.99) },
      typing: summary(samples.typing),
    },
    memory,
  };
}

/** The promises about triage. @param {Figures} figures */
export function triageLimits({
  report,
  seconds: { node, parse, first },
  milliseconds: { triage, list, typing },
  memory,
}) {
  const allowed = memory.ink === undefined ? undefined : 4 * report + memory.ink;
  return [
    verdict(
      "start to first screen / (12 x node -e 0 + 2 x JSON.parse of the report), time",
      first.median / (12 * node.median + 2 * parse.median),
      "at most",
      1,
    ),
    verdict("a key to its screen / the same in a bare Ink list, median", triage.median / list.median, "at most", 1.5),
    verdict("a key to its screen / the same in a bare Ink list, 99 of 100", triage.high / list.high, "at most", 3),
    verdict("10 characters a second: last one to its list / time of a character", typing.median / 100, "at most", 1),
    verdict(
      "peak memory / (4 x the report + a bare Ink program)",
      allowed === undefined ? undefined : (memory.triage ?? Number.NaN) / allowed,
      "at most",
      1,
    ),
  ];
}

/** @param {readonly number[]} values @param {number} part */
function percentile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.ceil(sorted.length * part) - 1] ?? Number.NaN) * 10) / 10;
}
