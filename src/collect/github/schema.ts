import * as z from "zod";
import { Duration } from "../../config/duration.ts";
import { BaseAddress } from "../../network/base-address.ts";
import { SecretReference } from "../../network/secret-reference.ts";
import { optionalParts } from "./parts.ts";

const Auth = z
  .union([
    z.strictObject({
      appId: z
        .union([z.int().positive(), z.string().min(1)])
        .describe("Number or client ID of a GitHub App that is installed in the organisation."),
      privateKey: SecretReference.describe("Where the App's private key stands, in PEM: env:NAME or file:PATH."),
    }),
    z.strictObject({ token: SecretReference.describe("Where a token stands: env:NAME or file:PATH.") }),
  ])
  .describe("A GitHub App, which sees most and belongs to nobody, or a token.");

/** What a source that is read from GitHub says beside the common keys. */
export const GithubOptions = z.strictObject({
  organization: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/u, { error: "must be an organisation's name as it stands in its address" })
    .describe("The organisation's name as it stands in its address."),
  organizationId: z
    .int()
    .positive()
    .optional()
    .describe("Its number. Nothing is read where the name belongs to another: names are free again after a rename."),
  baseUrl: BaseAddress.default("https://api.github.com").describe(
    "The API: `https://HOST/api/v3` of GitHub Enterprise Server, `https://api.NAME.ghe.com` of a data residency.",
  ),
  auth: Auth,
  enterprise: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/u, { error: "must be an enterprise's name as it stands in its address" })
    .optional()
    .describe(
      "The enterprise's name, where it and not the organisation is connected to the identity provider, as with managed users.",
    ),
  employeeAttribute: z
    .string()
    .min(1)
    .optional()
    .describe("Name of the SAML attribute that holds the employee number."),
  readUsers: z
    .boolean()
    .optional()
    .describe(
      "Whether every account is asked for by itself, one request each, because no list says who is suspended. On with GitHub Enterprise Server, off elsewhere, where only managed users can be suspended and `enterprise` tells it in few requests.",
    ),
  skip: z
    .array(z.enum(optionalParts))
    .default([])
    .describe("Parts that are not read. What hangs on them is called scoped, not full."),
  maxWait: Duration.prefault("PT1H").describe(
    "How long one collection may wait in all where GitHub asks for patience.",
  ),
  ca: z.string().min(1).optional().describe("PEM file below the config's folder with the authority of the server."),
});
export type GithubOptions = z.output<typeof GithubOptions>;
