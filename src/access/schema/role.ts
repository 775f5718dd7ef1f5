import * as z from "zod";
import { CalendarDate } from "../../model/time.ts";
import { Id, Reference, Text } from "./parts.ts";

const Member = z.strictObject({
  who: Reference.describe("Who: person:<e-mail or id> or nhi:<id>."),
  from: CalendarDate.optional().describe("First day; since always unless given."),
  until: CalendarDate.optional().describe("Last day; as long as the role is valid unless given."),
  reason: Text.optional().describe("Why."),
  ref: Text.optional().describe("The request or ticket behind it."),
});

const Value = z.union([z.string().min(1), z.number(), z.boolean()]);

/** One role in `access/roles`. */
export const RoleInput = z.strictObject({
  id: Id.optional().describe("The role's name; the file's name unless given."),
  owner: Reference.describe("Who answers for the role: person:<e-mail or id> or group:<system>/<name>."),
  grants: z
    .array(Reference)
    .min(1)
    .describe("What holders of the role get: entitlement:<app>/<kind>/<name> or group:<system>/<name>."),
  members: z
    .array(z.union([Reference, Member]))
    .default([])
    .describe("Who has it: references, or {who, until, reason, ref}."),
  selector: z
    .record(z.string(), z.union([Value, z.array(Value).min(1)]))
    .optional()
    .describe(
      "Who has it by their attributes, such as {department: Payments}: everybody present who has all of them. A list means any of its values.",
    ),
  birthright: z
    .boolean()
    .default(false)
    .describe("Whether everybody whom the selector means has it from the first day, without asking."),
  validUntil: CalendarDate.optional().describe("Last day on which the role gives anything."),
});
export type RoleInput = z.infer<typeof RoleInput>;
