import * as z from "zod";
import { CalendarDate } from "../../model/time.ts";
import { Reference, Text } from "./parts.ts";

/** One account for emergencies in `access/breakglass.yaml`. */
export const BreakGlassInput = z.strictObject({
  account: Reference.describe("The account, exactly: account:<system>/<tenant>/<id>."),
  custodians: z.array(Reference).min(1).describe("Who can get at it: person:<e-mail or id>."),
  testedAt: CalendarDate.describe("When somebody last tried that it works."),
  allow: z.array(Text).describe("Rules that leave it alone, by their exact ids."),
});
export type BreakGlassInput = z.infer<typeof BreakGlassInput>;
