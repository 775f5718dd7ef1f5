import * as z from "zod";
import { CalendarDate } from "../../model/time.ts";
import { Id, Reference, Text } from "./parts.ts";

const Pattern = z.strictObject({
  pattern: Text.describe("Glob over ids of objects, such as account:crm/main/test-*."),
  maxMatches: z.int().positive().describe("How many objects it may match; with more it waives nothing."),
});

/** One waiver in `access/waivers`. */
export const WaiverInput = z.strictObject({
  id: Id.optional().describe("The waiver's name; the file's name unless given."),
  rule: Text.describe("The rule, by its exact id."),
  object: z
    .union([Reference, Pattern])
    .describe("What the finding is about, by its exact id; or {pattern, maxMatches}."),
  kind: z.enum(["accepted-risk", "false-positive"]).describe("Whether the finding is true and accepted, or wrong."),
  owner: Reference.describe("Who answers for it: person:<e-mail or id> or group:<system>/<name>."),
  approver: Reference.describe(
    "Who allowed it: person:<e-mail or id>. Neither the object itself nor the only person who is its owner.",
  ),
  reason: Text.describe("Why it may stand."),
  created: CalendarDate.describe("When it was decided."),
  until: CalendarDate.describe(
    "Last day on which it holds, in UTC; at most 30 days after `created` for critical rules, 90 for high, 180 for others.",
  ),
  control: Text.optional().describe("What is done instead; mandatory where the rule is high or critical."),
  ticket: Text.optional().describe("Where it was discussed."),
});
export type WaiverInput = z.infer<typeof WaiverInput>;
