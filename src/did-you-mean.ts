import { distance } from "fastest-levenshtein";

/**
 * How many letters two words may differ in and still be meant for one another: a third of the length, at least one, at
 * most three. A suggestion further off sends its reader the wrong way.
 */
export function mostDifferent(word: string): number {
  return Math.min(3, Math.max(1, Math.floor(word.length / 3)));
}

/** Letters in which two words differ. Two neighbours that changed places, the commonest slip of all, count as one. */
function difference(a: string, b: string): number {
  const from = [...a].findIndex((letter, index) => letter !== b[index]);
  const swapped = from < 0 ? a : `${a.slice(0, from)}${a[from + 1] ?? ""}${a[from]}${a.slice(from + 2)}`;
  return a !== b && swapped === b ? 1 : distance(a, b);
}

/** The known word that somebody may have meant, letter case aside; undefined where none is near enough. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  const [best] = [...known]
    .map((name) => ({ name, far: difference(wanted, name.toLowerCase()) }))
    .filter(({ far }) => far <= mostDifferent(word))
    .sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1));
  return best?.name;
}

/** The question that follows an unknown word, to be joined with the next step; empty where nothing is near enough. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const near = nearest(word, known);
  return near === undefined ? "" : `Did you mean \`${near}\`? `;
}
