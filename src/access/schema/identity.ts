import * as z from "zod";
import { CalendarDate, Moment } from "../../model/time.ts";
import { Reference } from "./parts.ts";

const NhiId = z.string().regex(/^nhi:[^\s/]+$/, { error: "must be an id like nhi:ci-payments" });

/** One non-human identity in `access/identities`. */
export const IdentityInput = z.strictObject({
  id: NhiId.optional().describe("nhi:<name>; from the file's name where the file holds one identity."),
  kind: z.enum(["service", "agent", "workload", "shared"]).describe("What sort of machine, or a shared login."),
  accounts: z.array(Reference).min(1).describe("Its accounts, exactly: account:<system>/<tenant>/<id>."),
  owner: Reference.optional().describe("Who answers for it. Mandatory, unless an owner is proposed."),
  ownerProposed: z
    .strictObject({
      who: Reference.describe("The proposed owner."),
      because: z.string().optional().describe("What the proposal rests on, such as managedBy."),
    })
    .optional()
    .describe("An owner nobody has confirmed yet; needs `decideBy`, and owner, purpose and expires may wait."),
  decideBy: CalendarDate.optional().describe("Until when the proposal must be decided."),
  backup: Reference.optional().describe("Who answers when the owner does not."),
  purpose: z.string().min(1).optional().describe("What it is for. Mandatory, unless an owner is proposed."),
  expires: Moment.optional().describe("When it ends. Mandatory, unless platform-managed or an owner is proposed."),
  platformManaged: z.literal(true).optional().describe("True where the platform issues and renews it by itself."),
  environment: z.string().optional().describe("Where it works, such as prod."),
  onBehalfOf: Reference.optional().describe("The person an agent acts for."),
  tools: z.array(Reference).default([]).describe("What an agent may use: entitlement:<app>/<kind>/<name>."),
});
export type IdentityInput = z.infer<typeof IdentityInput>;
