import * as z from "zod";
import { DeclaredAt } from "./declared/entries.ts";
import { Instant } from "./time.ts";

/** That access leads from one tenant of a system into another, each written as `<system>/<tenant>`, and what was agreed of the two. */
export const Crossing = z.strictObject({
  /** Where whoever holds the access lies, or a group or a key on the way to it. */
  from: z.string(),
  /** Where it leads to. */
  to: z.string(),
  /** The agreement that people of the one may have access in the other, with its last second. */
  trust: z.strictObject({ until: Instant, declared: DeclaredAt }).optional(),
  /** Nobody has declared any agreement between tenants of the system. */
  untold: z.literal(true).optional(),
});
export type Crossing = z.infer<typeof Crossing>;
