import { isDeepStrictEqual } from "node:util";
import { counted } from "../../counted.ts";
import type { Place, Problem } from "../../errors.ts";
import { type FindingSink, readRuleResult } from "../../evaluate/findings.ts";
import { isOutOfMemory } from "../../evaluate/isolation.ts";
import { setMisplacedApart } from "../../judge/misplaced.ts";
import { documentSchemas, isScope } from "../../model/document.ts";
import { Estate } from "../../model/estate.ts";
import type { Rule } from "../../model/rule.ts";
import type { PreparedExample } from "../../pack/index.ts";
import { namedInDocument, strangersIn } from "./named-in-document.ts";

/** One thing that a rule does wrong on examples. */
export interface Fault {
  readonly rule: Rule;
  /** Unknown where it shows only over all of them. */
  readonly example?: PreparedExample;
  readonly code: Problem["code"];
  /** A sentence about the rule. */
  readonly text: string;
  /** Where it is known to go wrong; elsewhere the rule's verdict must do. */
  readonly place?: Place;
}

/** What is wrong with a rule's value for an example, read and placed as a check would, and then held to the document. */
export function faultsIn(value: unknown, rule: Rule, example: PreparedExample): Fault[] {
  const scope = isScope(rule.scope) ? rule.scope : "subject";
  if (isDeepStrictEqual(value, { deny: [], unknown: [] })) return [];
  const document = documentSchemas[scope].parse(example.input);
  const estate = Estate.parse(example.estate);
  const named = namedInDocument(document);
  const sink: FindingSink = { findings: [], unknowns: [], failures: [], figures: [] };
  readRuleResult(value, { rule: rule.id, subject: document.id, scope }, { sink, blind: estate.blind });
  const { failures } = setMisplacedApart(
    { documents: 1, ...sink },
    {
      rules: new Map([[rule.id, { rule, off: false, required: false }]]),
      places: new Set([...named.apps, ...Object.keys(estate.apps)]),
      homeOf: () => named.home,
    },
  );
  const strangers = [...sink.findings, ...sink.unknowns].flatMap((finding) => strangersIn(finding, named));
  return [
    ...failures.map(({ reason, text }): Fault => {
      const code = reason === "not-a-finding" ? "pack/finding-shape" : "pack/finding-reference";
      return { rule, example, code, text };
    }),
    ...strangers.map((text): Fault => ({ rule, example, code: "pack/finding-reference", text })),
  ];
}

/** Where the compiled policies say that they gave up: file, line and column before the words. */
const placed = /^(?<file>[^\n:]+\.rego):(?<line>\d+):(?<column>\d+): (?<message>.*)$/s;

/** The fault of a rule that has no value on an example. */
export function tornFault(rule: Rule, example: PreparedExample, error: string): Fault {
  const { file, line, column, message = error } = placed.exec(error)?.groups ?? {};
  const place = file === undefined ? undefined : { file, line: Number(line), column: Number(column) };
  if (isOutOfMemory(message))
    return { rule, example, code: "policy/memory", text: "it uses up all the memory it gets" };
  const text = `it cannot be evaluated: ${message}`;
  return { rule, example, code: "policy/evaluation", text, ...(place && { place }) };
}

/** The fault of a rule that did not come to an end in time. */
export function endlessFault(rule: Rule, seconds: number): Fault {
  return {
    rule,
    code: "policy/timeout",
    text: `it does not come to an end on the document of an example within ${counted(seconds, "second")}`,
  };
}
