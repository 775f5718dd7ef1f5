import * as z from "zod";
import { Moment } from "../../model/time.ts";
import { Reference, Text } from "./parts.ts";

/** One decision of an access review in `access/reviews`. */
export const ReviewInput = z.strictObject({
  subject: Reference.optional().describe("The person or machine reviewed: person:<e-mail or id> or nhi:<id>."),
  object: Reference.optional().describe(
    "What was reviewed, by its exact id, such as a grant's. Either this or `subject`.",
  ),
  decision: z.enum(["keep", "revoke"]).describe("What was decided."),
  by: Reference.describe("Who decided: person:<e-mail or id>."),
  at: Moment.describe("When."),
  campaign: Text.optional().describe("The review that it was part of; the file's name unless given."),
});
export type ReviewInput = z.infer<typeof ReviewInput>;
