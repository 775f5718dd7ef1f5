import * as z from "zod";
import { Duration } from "../../config/duration.ts";
import { FreshnessInput } from "../../config/source-schema.ts";
import { IdentityKind } from "../../model/records/common.ts";
import { EntitlementKind } from "../../model/records/entitlement.ts";
import { CalendarDate } from "../../model/time.ts";
import { Id, Reference } from "./parts.ts";

const Glob = z.string().min(1);
const Attribute = z.string().min(1);

const Covers = z.strictObject({
  users: z
    .union([z.literal("none"), z.array(z.enum(["create", "update", "deactivate", "reactivate", "delete"]))])
    .default([])
    .describe("What the channel does to accounts; `none` or a list."),
  groups: z.boolean().default(false).describe("Whether the channel carries groups and their members."),
  entitlements: z
    .union([z.enum(["none", "all"]), z.array(EntitlementKind)])
    .default("none")
    .describe("Kinds of entitlements that the channel carries: `none`, `all`, or a list such as [role, project]."),
});

const Lifecycle = z.strictObject({
  channel: z
    .enum(["scim", "connector", "jit", "batch", "manual", "none", "unknown"])
    .describe("How accounts get into the application and out of it; `unknown` until somebody can say."),
  covers: Covers.optional().describe("What the channel reaches; what it does not reach needs another control."),
  sla: Duration.optional().describe("Within which time a change must have arrived, such as PT24H."),
  onLeave: z
    .enum(["keep", "disable"])
    .default("keep")
    .describe("What happens to the accounts of people on a leave of absence."),
  deactivationBlocksUse: z
    .enum(["verified", "assumed", "no"])
    .default("no")
    .describe("Whether disabling an account ends its sessions and tokens too, and whether somebody tested that."),
});

/** One application in `access/apps`. */
export const AppInput = z.strictObject({
  id: Id.optional().describe("The application's name, as records have it in `app`; the file's name unless given."),
  owner: Reference.describe("Who answers for the application: person:<e-mail or id> or group:<system>/<name>."),
  people: z.array(z.string().min(1)).describe("Systems whose people may hold accounts here, such as [okta]."),
  mode: z
    .enum(["exhaustive", "listed", "observe"])
    .default("observe")
    .describe(
      "What absence means. exhaustive: whatever is not declared is extra. listed: only entitlements that a role names are judged for extras. observe: nothing is extra.",
    ),
  tier: z
    .union([z.literal(1), z.literal(2), z.literal(3)])
    .default(2)
    .describe("1 is the most important."),
  ssoRequired: z.boolean().default(false).describe("Whether people must come in by single sign-on."),
  lifecycle: Lifecycle.describe("How accounts come and go."),
  fallbackDeactivation: z
    .strictObject({
      method: z.string().min(1).describe("What is done when the channel fails, such as runbook."),
      testedAt: CalendarDate.optional().describe("When that was last tried."),
    })
    .optional()
    .describe("How accounts are disabled when the channel fails."),
  freshness: FreshnessInput.optional().describe("How old this application's data may be when it is judged."),
  localLogin: z
    .enum(["allowed", "forbidden", "vendor-forced"])
    .optional()
    .describe(
      "Whether passwords of the application's own are meant to exist; forbidden where ssoRequired is true, else allowed, unless given.",
    ),
  correlate: z
    .array(
      z.strictObject({
        account: Attribute.describe("Field of the account, such as userName or attributes.login."),
        person: Attribute.describe("Field of the person's identity, such as attributes.githubLogin."),
        ignoreCase: z.boolean().default(false).describe("Whether case does not matter."),
      }),
    )
    .default([])
    .describe("Pairs of attributes whose equal values say that an account is a person's."),
  kinds: z
    .array(
      z.strictObject({
        match: Glob.describe("Glob over the account's user name."),
        kind: IdentityKind.describe("What such an account is."),
      }),
    )
    .default([])
    .describe("How to tell machines from people where the system does not; the first match decides."),
  entitlements: z
    .array(
      z.strictObject({
        match: Glob.describe("Glob over <kind>/<name>, such as org/owner."),
        privileged: z.boolean().optional().describe("Whether holding it is privileged access."),
        default: z.boolean().optional().describe("Whether everybody gets it by having an account."),
        environment: z.string().optional().describe("What it reaches, such as prod."),
        sodTags: z.array(z.string()).default([]).describe("Tags that separation of duties is declared with."),
      }),
    )
    .default([])
    .describe("Facts about entitlements that the system does not tell."),
  flat: z
    .boolean()
    .default(false)
    .describe("Whether everybody who has an account may do the same, so that there is nothing more to read."),
  groups: z
    .array(
      z.strictObject({
        group: Reference.describe("The application's group, such as group:github/payments."),
        from: Reference.describe("The directory's group whose members are to be its members, and nobody else."),
      }),
    )
    .default([])
    .describe("Groups of the application that a directory fills."),
});
export type AppInput = z.infer<typeof AppInput>;
