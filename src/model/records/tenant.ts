import * as z from "zod";
import { Environment, recordBase } from "./common.ts";

/** A separate space of one system: an organisation, a workspace, a domain. */
export const Tenant = z.strictObject({
  ...recordBase,
  kind: z.enum(["org", "directory", "workspace", "account", "domain", "project", "cluster"]),
  externalId: z.string(),
  name: z.string().optional(),
  environment: Environment.optional(),
  parentTenantId: z.string().optional(),
});
export type Tenant = z.infer<typeof Tenant>;
