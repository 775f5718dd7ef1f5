import { z } from "zod";
import { askCompiler } from "./ask-compiler.ts";
import type { CompileOptions, PolicyModule } from "./types.ts";

const rule = z.object({
  name: z.string(),
  /** `set`, `object` (partial rules), `function`, or `value`. */
  kind: z.enum(["function", "object", "set", "value"]),
  default: z.boolean(),
  line: z.number(),
  column: z.number(),
});

const inspectedModule = z.object({
  path: z.string(),
  /** Without `data.`: entitlint.rules.subject.leaver_access. */
  package: z.string(),
  imports: z.array(z.object({ path: z.string(), alias: z.string().optional(), line: z.number() })),
  /** One entry a body: a rule with several bodies stands here several times. */
  rules: z.array(rule),
});

const metadata = z.looseObject({
  scope: z.enum(["document", "package", "rule", "subpackages"]),
  title: z.string().optional(),
  description: z.string().optional(),
  entrypoint: z.boolean().optional(),
  organizations: z.array(z.string()).optional(),
  related_resources: z.array(z.object({ ref: z.string(), description: z.string().optional() })).optional(),
  authors: z.array(z.object({ name: z.string(), email: z.string().optional() })).optional(),
  custom: z.record(z.string(), z.unknown()).optional(),
});

const annotation = z.object({
  /** The package or rule that the block describes, without `data.`. */
  path: z.string(),
  file: z.string(),
  line: z.number(),
  column: z.number(),
  metadata,
});

/** What policies hold: packages, imports and rules by file, and every METADATA block with its place. */
export const PolicyInspection = z.object({ modules: z.array(inspectedModule), annotations: z.array(annotation) });

export type PolicyInspection = z.infer<typeof PolicyInspection>;

/** Reads policies without compiling them; throws PolicyError for files that do not parse and for misplaced METADATA. */
export async function inspectPolicies(
  modules: readonly PolicyModule[],
  options: CompileOptions = {},
): Promise<PolicyInspection> {
  const reply = await askCompiler({ operation: "inspect", modules }, options);
  return PolicyInspection.parse(reply.result);
}
