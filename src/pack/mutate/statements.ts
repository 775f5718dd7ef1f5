import type { Token } from "./tokens.ts";

/** One condition of a body: the tokens from `first` up to, and without, `end`. */
export interface Statement {
  readonly first: number;
  readonly end: number;
}

const closing: Readonly<Record<string, string>> = { "{": "}", "[": "]", "(": ")" };

/**
 * The conditions of all bodies: of rules and of `else` (after `if`), of `every`, and of comprehensions (after `|`); inner ones
 * too. A condition ends at a line break or a semicolon outside of all brackets.
 */
export function statementsOf(tokens: readonly Token[]): Statement[] {
  const found: Statement[] = [];
  for (const [index, token] of tokens.entries()) {
    if (isWord(token, "if")) found.push(...bodyAfter(tokens, index + 1));
    if (isWord(token, "every")) {
      const open = tokens.findIndex((one, at) => at > index && isSign(one, "{"));
      if (open >= 0) found.push(...split(tokens, open + 1));
    }
    if (isSign(token, "|") && isComprehension(tokens, index)) found.push(...split(tokens, index + 1));
  }
  return found;
}

function bodyAfter(tokens: readonly Token[], at: number): Statement[] {
  const next = tokens[at];
  if (next && isSign(next, "{") && !isValue(tokens, at)) return split(tokens, at + 1);
  return split(tokens, at).slice(0, 1);
}

/** Whether braces after `if` are a set or an object that the condition begins with, and no body. */
function isValue(tokens: readonly Token[], open: number): boolean {
  const after = tokens[matching(tokens, open) + 1];
  return after !== undefined && after.kind !== "break" && !isWord(after, "else");
}

/** Conditions from here to the bracket that closes what stands around them. */
function split(tokens: readonly Token[], from: number): Statement[] {
  const statements: Statement[] = [];
  let first = from;
  let at = from;
  for (; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token || isCloser(token)) break;
    if (token.kind === "sign" && token.text in closing) {
      at = matching(tokens, at);
    } else if ((token.kind === "break" && !goesOn(tokens, at)) || isSign(token, ";")) {
      keep(first, at);
      first = at + 1;
    }
  }
  keep(first, at);
  return statements;

  function keep(start: number, end: number): void {
    let begin = start;
    let last = end;
    while (begin < last && tokens[begin]?.kind === "break") begin += 1;
    while (last > begin && tokens[last - 1]?.kind === "break") last -= 1;
    if (last > begin) statements.push({ first: begin, end: last });
  }
}

/** Whether what stands on the next line belongs to the same condition. */
function goesOn(tokens: readonly Token[], at: number): boolean {
  const next = tokens.slice(at + 1).find(({ kind }) => kind !== "break");
  return next !== undefined && isWord(next, "with");
}

/** A `|` in the brackets of a comprehension, and not the union of two sets: what stands before it is one value. */
function isComprehension(tokens: readonly Token[], at: number): boolean {
  let depth = 0;
  for (let before = at - 1; before >= 0; before -= 1) {
    const token = tokens[before];
    if (!token) return false;
    if (isCloser(token)) depth += 1;
    if (token.kind === "sign" && token.text in closing) {
      if (depth === 0) return token.text !== "(" && tokens[before - 1] !== undefined;
      depth -= 1;
    }
    if (depth === 0 && (isWord(token, "if") || isSign(token, ":="))) return false;
  }
  return false;
}

/** Where the bracket opened here is closed. */
export function matching(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) break;
    if (token.kind === "sign" && token.text in closing) depth += 1;
    if (isCloser(token)) depth -= 1;
    if (depth === 0) return at;
  }
  return tokens.length;
}

function isCloser(token: Token): boolean {
  return token.kind === "sign" && (token.text === "}" || token.text === "]" || token.text === ")");
}

export function isSign(token: Token, text: string): boolean {
  return token.kind === "sign" && token.text === text;
}

export function isWord(token: Token, text: string): boolean {
  return token.kind === "word" && token.text === text;
}
