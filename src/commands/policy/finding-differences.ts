import { isDeepStrictEqual } from "node:util";
import type { ExampleOutcome } from "./run-examples.ts";

type Given = ExampleOutcome["violations"][number];

/**
 * In what findings differ from those that were wanted, a line each. A finding about the same object is compared field by
 * field; of the others it is said that they are missing, or too many.
 */
export function findingDifferences(sort: string, wanted: readonly Given[], given: readonly Given[]): string[] {
  const missing = wanted.filter((one) => !given.some((other) => isDeepStrictEqual(one, other)));
  const extra = given.filter((one) => !wanted.some((other) => isDeepStrictEqual(one, other)));
  const lines: string[] = [];
  for (const one of missing) {
    const at = nearest(one, extra);
    const [other] = at < 0 ? [] : extra.splice(at, 1);
    if (other === undefined) lines.push(`- ${sort} missing: ${text(one)}`);
    else lines.push(`~ ${sort} ${one.id}`, ...fieldLines(one, other));
  }
  return [...lines, ...extra.map((one) => `+ ${sort} not wanted: ${text(one)}`)];
}

/** The finding that is most likely meant to be the same: about the same object, best with the same reason. */
function nearest(one: Given, others: readonly Given[]): number {
  const same = others.findIndex(({ id, reason }) => id === one.id && reason === one.reason);
  return same >= 0 ? same : others.findIndex(({ id }) => id === one.id);
}

function fieldLines(wanted: Given, given: Given): string[] {
  const before = new Map<string, unknown>(Object.entries(wanted));
  const after = new Map<string, unknown>(Object.entries(given));
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names
    .filter((name) => !isDeepStrictEqual(before.get(name), after.get(name)))
    .flatMap((name) => [
      ...(before.has(name) ? [`    - ${name}: ${text(before.get(name))}`] : []),
      ...(after.has(name) ? [`    + ${name}: ${text(after.get(name))}`] : []),
    ]);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
