import * as z from "zod";
import { CalendarDate } from "../../model/time.ts";
import { Reference, Text } from "./parts.ts";

const Tenant = z.string().regex(/^[^\s/]+\/[^\s/]+$/, { error: "must be a system and a tenant, like okta/partner" });

/** One agreement between tenants in `access/trusts.yaml`. */
export const TrustInput = z.strictObject({
  from: Tenant.describe("Whose people: <system>/<tenant>."),
  to: Tenant.describe("Where they may have access: <system>/<tenant>."),
  owner: Reference.describe("Who answers for it: person:<e-mail or id> or group:<system>/<name>."),
  until: CalendarDate.describe("Last day on which it holds."),
  reason: Text.describe("What it is for."),
});
export type TrustInput = z.infer<typeof TrustInput>;
