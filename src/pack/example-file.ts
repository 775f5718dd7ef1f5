import * as z from "zod";
import type { PolicyModule } from "../compile/index.ts";
import { EntitlintError, type Problem } from "../errors.ts";
import { RawFinding } from "../model/finding.ts";
import { Param } from "../model/rule.ts";
import { nodeAt, type PositionedNode } from "../positions/node.ts";
import { readYaml } from "../positions/read-yaml.ts";
import { validate } from "../positions/validate.ts";
import { ExampleChange } from "./example-change.ts";

const json = z.record(z.string(), z.unknown());

/**
 * One example of a rule: an excerpt of a document, what the estate says where it matters, and the findings that the rule
 * gives. What the excerpt leaves out is filled in by `completeDocument`.
 */
export const Example = z.strictObject({
  title: z.string().min(1),
  document: json,
  estate: json.optional(),
  violations: z.array(RawFinding.omit({ rule: true })).default([]),
  unknowns: z.array(RawFinding.omit({ rule: true })).default([]),
  /** Parameters, each with a value one step away at which the findings are no longer these: the example stands at their edge. */
  edge: z.record(z.string(), Param.shape.default).optional(),
  /** The false positive of METADATA that is not found here, and what makes a finding of it after all. */
  clears: z.strictObject({ claim: z.string().min(1), otherwise: z.array(ExampleChange).min(1) }).optional(),
});
export type Example = z.infer<typeof Example>;

const ExampleFile = z.strictObject({ examples: z.array(Example).min(1) });

/** An example with where it stands. */
export interface PlacedExample extends Example {
  readonly line: number;
  readonly node: PositionedNode;
}

/** The examples of one file. */
export interface ExamplesRead {
  readonly file: string;
  readonly examples: readonly PlacedExample[];
  readonly problems: readonly Problem[];
}

/** Reads the examples of one rule. Problems are given, not thrown, so that all files can be read first. */
export function readExamples(file: PolicyModule): ExamplesRead {
  const empty = { file: file.path, examples: [] };
  try {
    const root = readYaml(file.text, file.path);
    const checked = validate(root, ExampleFile);
    if (!checked.ok) return { ...empty, problems: checked.problems };
    const examples = checked.value.examples.map((example, index) => {
      const node = nodeAt(root, ["examples", index]) ?? root;
      return { ...example, node, line: node.place.line };
    });
    return { file: file.path, examples, problems: [] };
  } catch (error) {
    if (error instanceof EntitlintError) return { ...empty, problems: error.problems };
    throw error;
  }
}
