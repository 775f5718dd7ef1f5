import * as z from "zod";
import { CalendarDate } from "../../model/time.ts";
import { Reference } from "./parts.ts";

/** One link made by hand in `access/links.yaml`. */
export const LinkInput = z.strictObject({
  account: Reference.describe("The account, exactly: account:<system>/<tenant>/<id>."),
  person: Reference.nullable().describe("Whose it is: person:<e-mail or id>; null = proven to be nobody's."),
  reason: z.string().min(1).optional().describe("Why no other key links it."),
  by: Reference.optional().describe("Who says so."),
  until: CalendarDate.optional().describe("Last day the link holds; mandatory for privileged accounts."),
});
export type LinkInput = z.infer<typeof LinkInput>;
