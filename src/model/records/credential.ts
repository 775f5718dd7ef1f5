import * as z from "zod";
import { Instant, Moment } from "../time.ts";
import { recordBase } from "./common.ts";

/** Something that proves who one is. Never its value; at most the vendor's id or a keyed hash. */
export const Credential = z.strictObject({
  ...recordBase,
  principal: z.string(),
  type: z.enum([
    "password",
    "api-key",
    "pat",
    "oauth-client-secret",
    "oauth-refresh",
    "oauth-consent",
    "ssh-key",
    "certificate",
    "deploy-key",
    "sa-key",
    "federated",
    "managed",
    "webhook-secret",
    "scim-token",
    "unknown",
  ]),
  status: z.enum(["active", "disabled", "expired", "revoked", "deleted", "unknown"]),
  rawStatus: z.string().optional(),
  name: z.string().optional(),
  createdBy: z.string().optional(),
  onBehalfOf: z.string().optional(),
  createdAt: Instant.optional(),
  rotatedAt: Instant.optional(),
  expiresAt: Moment.optional(),
  neverExpires: z.literal(true).optional(),
  scopes: z.array(z.string()).optional(),
  issuer: z.string().optional(),
  subject: z.string().optional(),
  audience: z.string().optional(),
  owners: z.array(z.string()).optional(),
  environments: z.array(z.string()).optional(),
  workloads: z.array(z.string()).optional(),
  thirdParty: z.boolean().optional(),
  hashId: z.string().optional(),
});
export type Credential = z.infer<typeof Credential>;
