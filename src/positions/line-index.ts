import type { FilePlace } from "./node.ts";

/** Turns an offset of one text into its place. */
export type PlaceAt = (offset: number) => FilePlace;

/**
 * Indexes the line starts of a text (`\n`, `\r\n` and a lone `\r` end a line) and gives the function from offset to place.
 * @param firstLine the number of the text's first line in its file, for a text that is one line of many
 */
export function placesOf(text: string, file: string, firstLine = 1): PlaceAt {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { file, line: firstLine + low, column: offset - (starts[low] ?? 0) + 1 };
  };
}
