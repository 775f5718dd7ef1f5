/** A path as people speak of it, from the outside in: `sources.hr, 1st of reads, 2nd of records, kind`. */
export function pathText(path: readonly PropertyKey[]): string {
  const parts: string[] = [];
  let keys: string[] = [];
  for (const step of path) {
    if (typeof step !== "number") keys.push(String(step));
    else {
      const list = keys.pop();
      if (keys.length > 0) parts.push(keys.join("."));
      keys = [];
      parts.push(list === undefined ? `${ordinal(step + 1)} entry` : `${ordinal(step + 1)} of ${list}`);
    }
  }
  if (keys.length > 0) parts.push(keys.join("."));
  return parts.join(", ");
}

function ordinal(number: number): string {
  const isTeen = Math.floor(number / 10) % 10 === 1;
  const ending = isTeen ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th");
  return `${number}${ending}`;
}
