import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as z from "zod";
import { Severity } from "../../src/model/severity.ts";

export const example = resolve(import.meta.dirname, "../../examples/gitops");
export const asOf = readFileSync(join(example, "as-of.txt"), "utf8").trim();

const Row = z.strictObject({ rule: z.string(), reason: z.string(), severity: Severity });

/** `examples/gitops/expected.json`: what the check of its main branch finds, and what is let stand. */
const Expected = z.strictObject({
  about: z.string(),
  findings: z.array(Row.extend({ object: z.string(), causes: z.array(Row).optional(), planted: z.string() })),
  decided: z.array(z.looseObject({ rule: z.string(), object: z.string() })),
});
export const expected = Expected.parse(JSON.parse(readFileSync(join(example, "expected.json"), "utf8")));
