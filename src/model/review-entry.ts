import * as z from "zod";
import { DeclaredAt } from "./declared/entries.ts";
import { Review } from "./records/evidence.ts";
import { Instant } from "./time.ts";

/** What a review decided of a subject or of one of its records. Of a day alone, its end counts. */
export const ReviewEntry = z.strictObject({
  /** The id of the subject, or of the record. */
  of: z.string(),
  decision: Review.shape.decision,
  at: Instant.optional(),
  campaign: z.string(),
  declared: DeclaredAt.optional(),
});
export type ReviewEntry = z.infer<typeof ReviewEntry>;
