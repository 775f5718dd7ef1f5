const levels = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/** Numbers as a line of bars, a dot where there is none. It says nothing that the numbers beside it do not. */
export function sparkline(numbers: readonly (number | undefined)[]): string {
  const most = Math.max(1, ...numbers.map((number) => number ?? 0));
  return numbers.map((number) => (number === undefined ? "·" : barOf(number, most))).join("");
}

/** Nothing is the lowest bar, and whatever is more is higher. */
function barOf(number: number, most: number): string {
  const level = number === 0 ? 0 : Math.max(1, Math.round((number * (levels.length - 1)) / most));
  return levels[level] ?? "";
}

/** The same in words: from the first to the last, with the least and the most. */
export function sparkText(numbers: readonly (number | undefined)[]): string {
  const known = numbers.filter((number) => number !== undefined);
  const [first, last] = [known.at(0), known.at(-1)];
  if (first === undefined || last === undefined) return "nothing is known";
  return `${first} to ${last}, least ${Math.min(...known)}, most ${Math.max(...known)}`;
}
