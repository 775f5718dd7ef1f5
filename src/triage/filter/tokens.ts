/** What is wrong with a filter, and where in its text. */
export interface FilterProblem {
  readonly at: number;
  readonly length: number;
  readonly message: string;
}

/** A word of a filter; what stood between quotes is text, whatever it looks like. */
export interface Token {
  readonly at: number;
  readonly length: number;
  /** Between whatever stands before a quote and the end, without the quotes. */
  readonly text: string;
  /** The number of characters before the first quote; the whole length where there is none. */
  readonly bare: number;
}

/** Splits a filter at its spaces, but not between double quotes. */
export function tokensOf(text: string): readonly Token[] | FilterProblem {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] ?? "")) {
      at += 1;
      continue;
    }
    const start = at;
    let word = "";
    let bare: number | undefined;
    while (at < text.length && !/\s/.test(text[at] ?? "")) {
      if (text[at] !== '"') {
        word += text[at];
        at += 1;
        continue;
      }
      bare ??= word.length;
      const end = text.indexOf('"', at + 1);
      if (end < 0) return { at, length: text.length - at, message: "the quote is not closed" };
      word += text.slice(at + 1, end);
      at = end + 1;
    }
    tokens.push({ at: start, length: at - start, text: word, bare: bare ?? word.length });
  }
  return tokens;
}
