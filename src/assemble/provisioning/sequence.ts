import type { EventRow } from "../../load/provisioning.ts";
import type { Sequence } from "../../model/channel-document.ts";

const listed = 10;

/** Where the numbers of a log leave something out; undefined where it does not number its events. */
export function sequenceOf(events: readonly EventRow[]): Sequence | undefined {
  const numbers = events.flatMap(({ keys: { seq } }) =>
    seq !== undefined && /^\d{1,38}$/.test(seq) ? [BigInt(seq)] : [],
  );
  const sorted = [...new Set(numbers)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (sorted.length < 2) return undefined;
  let steps = 0;
  let missing = 0n;
  const gaps: Sequence["gaps"] = [];
  sorted.forEach((number, index) => {
    const before = sorted[index - 1];
    if (before === undefined) return;
    const left = number - before - 1n;
    if (left === 0n) steps += 1;
    else {
      missing += left;
      if (gaps.length < listed) gaps.push({ after: String(before), before: String(number), missing: safe(left) });
    }
  });
  return { numbered: sorted.length, steps, missing: safe(missing), gaps };
}

/** Numbers beyond what JSON holds exactly are as good as the greatest that it holds. */
function safe(count: bigint): number {
  return count > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(count);
}
