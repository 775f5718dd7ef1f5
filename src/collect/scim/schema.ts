import * as z from "zod";
import { IdentityKind } from "../../model/records/common.ts";
import { BaseAddress } from "../../network/base-address.ts";
import { SecretReference } from "../../network/secret-reference.ts";

const Token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/u;

const Auth = z
  .strictObject({
    bearer: SecretReference.optional().describe("Where the bearer token stands, as `env:NAME` or `file:PATH`."),
    basic: z
      .strictObject({
        user: z
          .string()
          .regex(/^[^:]+$/u, { error: "must be a name without a colon (RFC 7617)" })
          .describe("The user's name, which is no secret."),
        password: SecretReference.describe("Where the password stands, as `env:NAME` or `file:PATH`."),
      })
      .optional()
      .describe("Name and password, for servers that ask for HTTP basic authentication."),
    header: z
      .strictObject({
        name: z.string().regex(Token, { error: "must be the name of an HTTP header" }).describe("Name of the header."),
        value: SecretReference.describe("Where its value stands, as `env:NAME` or `file:PATH`."),
      })
      .optional()
      .describe("A header of the server's own, instead of the others or beside one of them."),
  })
  .refine(({ bearer, basic, header }) => (bearer ?? basic ?? header) !== undefined, {
    error: "needs one of bearer, basic and header",
  })
  .refine(({ bearer, basic }) => bearer === undefined || basic === undefined, {
    error: "can have bearer or basic, not both: they use one header",
  });
export type Auth = z.output<typeof Auth>;

/** Where an attribute that the collector does not know stands: a name, dotted, after a schema's URN where it has one. */
const AttributePath = z
  .string()
  .regex(/^(?:urn:[^\s]+:)?[A-Za-z$][\w$-]*(?:\.[A-Za-z$][\w$-]*)?$/u, {
    error: "must be an attribute such as nickName, name.givenName or urn:example:User:badge",
  })
  .refine((path) => !/password|secret|token|certificate|private/iu.test(path), {
    error: "names something that looks like a credential; those are never read",
  });

export const ScimOptions = z.strictObject({
  base: BaseAddress.describe("Where the SCIM interface begins, such as `https://app.example.com/scim/v2`."),
  auth: Auth.describe("How to sign in. Nothing is ever sent to another origin than that of `base`."),
  ca: z
    .string()
    .min(1)
    .optional()
    .describe("PEM file below the config's folder with the authorities to trust, instead of those Node trusts."),
  paging: z
    .enum(["auto", "index", "cursor", "search"])
    .default("auto")
    .describe("How to turn pages; see the ways to read above."),
  pageSize: z.int().min(1).max(10_000).default(100).describe("Resources to ask for at a time; servers may give fewer."),
  kind: IdentityKind.default("human").describe("What a user is whose `userType` `kinds` does not name."),
  kinds: z
    .record(z.string(), IdentityKind)
    .default({})
    .describe("What users are by their `userType`, compared without case, such as `{Service: service}`."),
  attributes: z
    .record(z.string().regex(/^\w+$/u), AttributePath)
    .default({})
    .describe(
      "Further attributes of users to keep, by the name that `attributes.<name>` in access files uses, such as `{badge: 'urn:example:User:badge'}`.",
    ),
  rights: z
    .enum(["seen", "always"])
    .default("seen")
    .describe(
      "When roles and entitlements count as read. `seen`: where somebody has one or the server lists them, because many servers never show them. `always`: the server really shows them, so that none means none.",
    ),
  allowEmpty: z
    .boolean()
    .default(false)
    .describe(
      "True to believe a server that lists nobody at all, or groups of which none has a member. Otherwise the reading is incomplete then: a token of another tenant looks just so.",
    ),
});
export type ScimOptions = z.output<typeof ScimOptions>;
