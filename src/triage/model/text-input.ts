/** A line that somebody types. The caret counts characters as people see them. */
export interface TextInput {
  readonly text: string;
  readonly caret: number;
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

export function inputOf(text: string): TextInput {
  return { text, caret: charactersOf(text).length };
}

/** The line after text was typed or pasted at the caret; line ends and controls are no text. */
export function typed(input: TextInput, given: string): TextInput {
  const text = given.replaceAll(/[\r\n\t]+/g, " ").replaceAll(/\p{Cc}/gu, "");
  const { before, after } = parts(input);
  return { text: before + text + after, caret: charactersOf(before + text).length };
}

export type Editing = "erase" | "erase-line" | "erase-word" | "left" | "right" | "line-start" | "line-end";

/** The line after one of the keys that change it. */
export function edited(input: TextInput, editing: Editing): TextInput {
  const characters = charactersOf(input.text);
  const { caret } = input;
  switch (editing) {
    case "left":
      return { ...input, caret: Math.max(0, caret - 1) };
    case "right":
      return { ...input, caret: Math.min(characters.length, caret + 1) };
    case "line-start":
      return { ...input, caret: 0 };
    case "line-end":
      return { ...input, caret: characters.length };
    case "erase-line":
      return { text: "", caret: 0 };
    case "erase":
      return without(characters, Math.max(0, caret - 1), caret);
    case "erase-word": {
      const { before } = parts(input);
      const kept = charactersOf(before.replace(/\S*\s*$/, "")).length;
      return without(characters, kept, caret);
    }
  }
}

/** What stands before the caret, the character under it, and what stands behind that. */
export function aroundCaret({ text, caret }: TextInput): readonly [string, string, string] {
  const characters = charactersOf(text);
  return [characters.slice(0, caret).join(""), characters[caret] ?? "", characters.slice(caret + 1).join("")];
}

function parts({ text, caret }: TextInput): { readonly before: string; readonly after: string } {
  const characters = charactersOf(text);
  return { before: characters.slice(0, caret).join(""), after: characters.slice(caret).join("") };
}

function without(characters: readonly string[], from: number, to: number): TextInput {
  return { text: [...characters.slice(0, from), ...characters.slice(to)].join(""), caret: from };
}

function charactersOf(text: string): string[] {
  return [...graphemes.segment(text)].map(({ segment }) => segment);
}
