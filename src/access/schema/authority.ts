import * as z from "zod";
import { Text } from "./parts.ts";

const Change = z.enum(["trim", "lowercase", "uppercase"]);

/** Whose word counts for one field, in `access/authority.yaml`. */
export const AuthorityInput = z.strictObject({
  field: z
    .string()
    .regex(/^(?:person|account)\.\S+$/, { error: "must be a field like person.department or account.displayName" })
    .describe("The field: person.<field>, account.<field>, person.attributes.<name>."),
  from: z
    .array(Text)
    .min(1)
    .describe("Systems whose word counts; the first that tells a value wins. `app` is the application itself."),
  level: z
    .enum(["authoritative", "advisory"])
    .describe("`authoritative`: a differing value is wrong. `advisory`: it is worth knowing."),
  app: Text.optional().describe("For a field of accounts: the application, or * for each; * unless given."),
  transform: z
    .union([Change, z.array(Change)])
    .default([])
    .describe("How values are changed before they are compared: trim, lowercase, uppercase, or a list of them."),
  securityRelevant: z.boolean().default(false).describe("Whether a differing value changes what somebody can do."),
});
export type AuthorityInput = z.infer<typeof AuthorityInput>;
