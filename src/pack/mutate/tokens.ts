/** A piece of Rego with its place in the text. Comments and white space are none; a line break is one. */
export interface Token {
  readonly kind: "word" | "string" | "number" | "sign" | "break";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const pieces =
  /(?<gap>[ \t\r]+|#[^\n]*)|(?<break>\n)|(?<string>"(?:[^"\\\n]|\\.)*"|`[^`]*`)|(?<number>\d+(?:\.\d+)?)|(?<word>[\p{L}_][\p{L}\p{N}_]*)|(?<sign>:=|==|!=|<=|>=|.)/gsu;

/** The tokens of Rego that compiles; of other text whatever looks like them. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(pieces)) {
    const { gap, ...kinds } = match.groups ?? {};
    if (gap !== undefined) continue;
    const kind = kindOf(kinds);
    tokens.push({ kind, text: match[0], start: match.index, end: match.index + match[0].length });
  }
  return tokens;
}

function kindOf(groups: Readonly<Record<string, string | undefined>>): Token["kind"] {
  if (groups.break !== undefined) return "break";
  if (groups.string !== undefined) return "string";
  if (groups.number !== undefined) return "number";
  return groups.word !== undefined ? "word" : "sign";
}
