import type * as z from "zod";
import { nearest } from "../did-you-mean.ts";
import type { PositionedNode, ScalarNode } from "./node.ts";

type Issue = z.core.$ZodIssue;

/** What is wrong with a value, to follow its name and a colon, and what to do about it where that is clear. */
export interface IssueText {
  readonly said: string;
  readonly next?: string;
}

/** An issue of Zod in the words of somebody who writes the file, and knows neither Zod nor JavaScript. */
export function issueText(issue: Issue, node: PositionedNode | undefined): IssueText {
  if (!isZods(issue.message)) return { said: issue.message };
  switch (issue.code) {
    case "invalid_type":
      return wanted([typeWord(issue.expected)], node);
    case "invalid_value":
      return oneOf(issue.values, node);
    case "invalid_union":
      return unionText(issue, node);
    case "too_small":
      return { said: atLeast(issue.origin, Number(issue.minimum), issue.inclusive ?? true) };
    case "too_big":
      return { said: atMost(issue.origin, Number(issue.maximum), issue.inclusive ?? true) };
    case "invalid_format":
      return { said: issue.format === "date" ? `has to be a date such as 2026-11-22${notThis(node)}` : issue.message };
    case "invalid_key":
      return { said: `cannot be named so: ${issue.issues[0]?.message ?? issue.message}` };
    default:
      return { said: issue.message };
  }
}

/** Schemas say what they want in sentences of their own where Zod's would not do. */
function isZods(message: string): boolean {
  return /^(?:Invalid|Too|Unrecognized) /.test(message);
}

function unionText(issue: z.core.$ZodIssueInvalidUnion, node: PositionedNode | undefined): IssueText {
  if ("options" in issue && issue.options !== undefined) return oneOf(issue.options, node);
  const inner = issue.errors.flat();
  const values = inner.flatMap((one) => (one.code === "invalid_value" ? one.values : []));
  const types = inner.flatMap((one) => (one.code === "invalid_type" ? [typeWord(one.expected)] : []));
  if (types.length > 0) return wanted([...new Set([...types, ...values.map(String)])], node);
  return values.length > 0 ? oneOf(values, node) : { said: "cannot be this" };
}

function wanted(types: readonly string[], node: PositionedNode | undefined): IssueText {
  const said = `has to be ${either(types)}${notThis(node)}`;
  if (node?.type !== "scalar" || node.value === null) return { said };
  const isText = typeof node.value === "string";
  if (types.includes("a text") && !isText) return { said, next: `Put it in quotes: "${node.text}".` };
  const isShort = isText && /^[\w./ -]{1,40}$/.test(node.text);
  return { said, ...(types.includes("a list") && isShort && { next: `Write it as a list: [${node.text}].` }) };
}

function oneOf(values: readonly unknown[], node: PositionedNode | undefined): IssueText {
  const known = values.map(String);
  const [only] = known;
  const said = `has to be ${known.length === 1 ? only : `one of ${known.join(", ")}`}${notThis(node)}`;
  const isText = node?.type === "scalar" && typeof node.value === "string";
  const near = isText ? nearest(node.text, known) : undefined;
  return { said, ...(near !== undefined && { next: `Did you mean \`${near}\`?` }) };
}

function atLeast(origin: string, least: number, inclusive: boolean): string {
  if (origin === "string") return least === 1 ? "is empty" : `has to have at least ${least} characters`;
  if (origin === "array") return least === 1 ? "needs an entry" : `needs at least ${least} entries`;
  return `has to be ${inclusive ? "at least" : "more than"} ${least}`;
}

function atMost(origin: string, most: number, inclusive: boolean): string {
  if (origin === "string") return `has to have at most ${most} characters`;
  if (origin === "array") return `can have at most ${most} entries`;
  return `has to be ${inclusive ? "at most" : "less than"} ${most}`;
}

const typeWords: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "a map",
  record: "a map",
  null: "empty",
};

function typeWord(expected: string): string {
  return typeWords[expected] ?? expected;
}

function either(words: readonly string[]): string {
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} or ${words.at(-1)}` : (words[0] ?? "");
}

function notThis(node: PositionedNode | undefined): string {
  if (node === undefined) return "";
  return `, not ${node.type === "scalar" ? scalarWord(node) : `a ${node.type}`}`;
}

function scalarWord({ value, text }: ScalarNode): string {
  if (value === null) return "empty";
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return typeof value === "string" ? JSON.stringify(shown) : typeof value === "number" ? `the number ${shown}` : shown;
}
