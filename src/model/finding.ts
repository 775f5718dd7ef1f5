import * as z from "zod";
import { RawFigure } from "./posture.ts";
import { Severity } from "./severity.ts";
import { Instant } from "./time.ts";

/**
 * Since when something has been so: `at` that instant, `after` it, when nobody looked, or `before` it, when it was seen to be so
 * already.
 */
export const Since = z.strictObject({ at: Instant, kind: z.enum(["at", "after", "before"]) });
export type Since = z.infer<typeof Since>;

/**
 * What Rego gives: a violation in `deny`, an undecidable case in `unknown`. `id` is the object it is about; `app` the
 * application or system it is counted under. Severity is given only where the rule raises or lowers it, `why` only where METADATA
 * has no sentence for it, or one that leaves open which of several things it was. `overdue` is given where it is a severity graver
 * than `from` because it has lasted for too long, `since` where the estate asks for dates.
 */
export const RawFinding = z.strictObject({
  rule: z.string(),
  msg: z.string(),
  id: z.string(),
  app: z.string(),
  reason: z.string(),
  severity: Severity.optional(),
  why: z.string().optional(),
  overdue: z.strictObject({ from: Severity, why: z.string() }).optional(),
  since: Since.optional(),
  identity: z.string().optional(),
  account: z.string().optional(),
  grant: z.string().optional(),
  credential: z.string().optional(),
});
export type RawFinding = z.infer<typeof RawFinding>;

/** The result of one document: `read` echoes the document's id, so that a document that was not read cannot pass. */
export const EvaluationResult = z.strictObject({
  read: z.string(),
  deny: z.array(RawFinding),
  unknown: z.array(RawFinding),
  figures: z.array(RawFigure).default([]),
});
export type EvaluationResult = z.infer<typeof EvaluationResult>;
