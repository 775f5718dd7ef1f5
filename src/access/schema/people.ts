import * as z from "zod";
import { TextOrNumber } from "./parts.ts";

/** Somebody in `access/people.yaml`. */
export const PersonInput = z
  .object({
    id: z
      .string()
      .regex(/^person:\S+$/, { error: "must be an id like person:dana@example.com" })
      .describe("person:<e-mail or id>."),
  })
  .catchall(TextOrNumber)
  .describe(
    "Everything beside `id` is an attribute that accounts can be linked by and roles given by, such as `github: 4711` or `department: Payments`.",
  );
export type PersonInput = z.infer<typeof PersonInput>;
