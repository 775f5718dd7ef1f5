import { isSign, isWord, matching, type Statement, statementsOf } from "./statements.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** A small change of a rule that some test has to notice. */
export interface Mutation {
  readonly sort: "condition" | "comparison" | "boundary" | "negation" | "member" | "alternative" | "severity";
  /** Offsets into the text: what stands between them becomes `to`. */
  readonly start: number;
  readonly end: number;
  readonly to: string;
}

const flipped: Readonly<Record<string, string>> = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "==": "!=",
  "!=": "==",
};
const shifted: Readonly<Record<string, string>> = { "<": "<=", "<=": "<", ">": ">=", ">=": ">" };
const lighter: Readonly<Record<string, string>> = {
  '"critical"': '"high"',
  '"high"': '"medium"',
  '"medium"': '"low"',
  '"low"': '"info"',
  '"info"': '"low"',
};

/**
 * All changes of one file that are tried: a condition is dropped, turned round or shifted by its boundary, a `not` is dropped,
 * a member of a set of constants or one of several ways to come to the same is taken away, a severity is lowered.
 */
export function mutationsOf(text: string): Mutation[] {
  const tokens = tokensOf(text);
  const statements = statementsOf(tokens);
  return [
    ...statements.flatMap((statement) => droppedCondition(tokens, statement)),
    ...statements.flatMap((statement) => changedMembership(tokens, statement)),
    ...tokens.flatMap(changedComparison),
    ...tokens.flatMap((_, index) => droppedMembers(tokens, index)),
    ...droppedAlternatives(tokens),
    ...tokens.flatMap((token, index) => loweredSeverity(tokens, token, index)),
  ].sort((a, b) => a.start - b.start || a.end - b.end || (a.to < b.to ? -1 : 1));
}

/** What binds a name is left: the strict check has seen that the name is used, so that nothing would compile without it. */
function droppedCondition(tokens: readonly Token[], { first, end }: Statement): Mutation[] {
  const start = tokens[first];
  const last = tokens[end - 1];
  if (!start || !last || isWord(start, "some") || start.text === "true") return [];
  if (binds(tokens, { first, end })) return [];
  const condition: Mutation = { sort: "condition", start: start.start, end: last.end, to: "true" };
  const second = tokens[first + 1];
  if (!isWord(start, "not") || !second) return [condition];
  return [condition, { sort: "negation", start: start.start, end: second.start, to: "" }];
}

/** Whether it is `name := …` or `[one, other] := …`. */
function binds(tokens: readonly Token[], { first }: Statement): boolean {
  const start = tokens[first];
  const after = start && isSign(start, "[") ? matching(tokens, first) + 1 : first + 1;
  const sign = tokens[after];
  return sign !== undefined && isSign(sign, ":=");
}

/** A membership or call that stands alone as a condition, turned round. */
function changedMembership(tokens: readonly Token[], { first, end }: Statement): Mutation[] {
  const start = tokens[first];
  const inside = tokens.slice(first, end);
  if (!start || isWord(start, "some") || isWord(start, "not") || isWord(start, "every")) return [];
  if (!inside.some((token) => isWord(token, "in"))) return [];
  return [{ sort: "comparison", start: start.start, end: start.start, to: "not " }];
}

function changedComparison({ kind, text, start, end }: Token): Mutation[] {
  if (kind !== "sign") return [];
  const turned = flipped[text];
  const moved = shifted[text];
  return [
    ...(turned === undefined ? [] : [{ sort: "comparison" as const, start, end, to: turned }]),
    ...(moved === undefined ? [] : [{ sort: "boundary" as const, start, end, to: moved }]),
  ];
}

/** Each member of a set of texts, as in `status in {"disabled", "deleted"}`. */
function droppedMembers(tokens: readonly Token[], open: number): Mutation[] {
  const token = tokens[open];
  if (!token || !isSign(token, "{")) return [];
  const inside = tokens.slice(open + 1, matching(tokens, open)).filter(({ kind }) => kind !== "break");
  const members = inside.filter(({ kind }) => kind === "string");
  const isSet = members.length > 1 && inside.every((one) => one.kind === "string" || isSign(one, ","));
  if (!isSet) return [];
  return members.map((member, index) => {
    const next = members[index + 1];
    const before = members[index - 1];
    if (next) return { sort: "member", start: member.start, end: next.start, to: "" };
    return { sort: "member", start: before?.end ?? member.start, end: member.end, to: "" };
  });
}

/** One of several rules of the same name, and each `else`. */
function droppedAlternatives(tokens: readonly Token[]): Mutation[] {
  const heads = headsOf(tokens);
  const found: Mutation[] = [];
  for (const [index, head] of heads.entries()) {
    const start = tokens[head.at];
    const last = tokens[lastOf(tokens, heads[index + 1]?.at ?? tokens.length)];
    if (!start || !last) continue;
    const others = heads.filter(({ name }) => name === head.name).length > 1;
    const isElse = head.name === "else";
    const hasElse = heads[index + 1]?.name === "else";
    if (isElse || (others && !hasElse)) found.push({ sort: "alternative", start: start.start, end: last.end, to: "" });
  }
  return found;
}

/** Words at the very start of a line outside of brackets: names of rules, and `else`. */
function headsOf(tokens: readonly Token[]): { readonly at: number; readonly name: string }[] {
  const heads: { at: number; name: string }[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    const before = tokens[at - 1];
    if (token && (token.text === "{" || token.text === "[" || token.text === "(")) at = matching(tokens, at);
    else if (token?.kind === "word" && (before === undefined || before.kind === "break"))
      heads.push({ at, name: token.text });
  }
  return heads.filter(({ name }) => name !== "package" && name !== "import" && name !== "default");
}

function lastOf(tokens: readonly Token[], end: number): number {
  let last = end - 1;
  while (last > 0 && tokens[last]?.kind === "break") last -= 1;
  return last;
}

/** A severity that is compared with something is a condition, and changed as one. */
function loweredSeverity(tokens: readonly Token[], { kind, text, start, end }: Token, index: number): Mutation[] {
  const to = kind === "string" ? lighter[text] : undefined;
  const before = tokens[index - 1];
  if (to === undefined || (before && (isSign(before, "==") || isSign(before, "!=")))) return [];
  return [{ sort: "severity", start, end, to }];
}
