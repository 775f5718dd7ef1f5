import * as z from "zod";
import type { PolicyModule } from "../compile/index.ts";
import { EntitlintError, type Problem } from "../errors.ts";
import { RawFinding } from "../model/finding.ts";
import { nodeAt } from "../positions/node.ts";
import { readYaml } from "../positions/read-yaml.ts";
import { validate } from "../positions/validate.ts";

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
});
export type Example = z.infer<typeof Example>;

const ExampleFile = z.strictObject({ examples: z.array(Example).min(1) });

/** Examples with the line each stands on. */
export interface ExamplesRead {
  readonly file: string;
  readonly examples: readonly (Example & { readonly line: number })[];
  readonly problems: readonly Problem[];
}

/** Reads the examples of one rule. Problems are given, not thrown, so that all files can be read first. */
export function readExamples(file: PolicyModule): ExamplesRead {
  const empty = { file: file.path, examples: [] };
  try {
    const root = readYaml(file.text, file.path);
    const checked = validate(root, ExampleFile);
    if (!checked.ok) return { ...empty, problems: checked.problems };
    const examples = checked.value.examples.map((example, index) => ({
      ...example,
      line: nodeAt(root, ["examples", index])?.place.line ?? 1,
    }));
    return { file: file.path, examples, problems: [] };
  } catch (error) {
    if (error instanceof EntitlintError) return { ...empty, problems: error.problems };
    throw error;
  }
}
