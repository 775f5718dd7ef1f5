import * as z from "zod";
import { SourceRole } from "./manifest.ts";
import { LifecycleStatus } from "./records/common.ts";
import { Instant } from "./time.ts";

/** The lifecycle of one record of somebody else, as much of it as tells whether that person is still here. */
export const StateRecord = z.strictObject({
  system: z.string(),
  role: SourceRole,
  status: LifecycleStatus,
  ends: Instant.optional(),
  /** Since when, by the source's word or by history. */
  since: Instant.optional(),
});
export type StateRecord = z.infer<typeof StateRecord>;

/**
 * An owner, resolved. `holders` are the people behind it, those in equal state counted together: one entry for a
 * person, one or more for a group. `resolved: false` means the reference leads nowhere.
 */
export const Owner = z.strictObject({
  ref: z.string(),
  source: z.enum(["registry", "system", "tag"]),
  kind: z.enum(["person", "group", "machine", "unknown"]),
  resolved: z.boolean(),
  holders: z.array(z.strictObject({ count: z.int(), records: z.array(StateRecord) })),
});
export type Owner = z.infer<typeof Owner>;

/** Without whom an agent is not to act: what it is part of, who sponsors it, or the person for whom it acts. */
export const Backer = Owner.omit({ source: true }).extend({ relation: z.enum(["parent", "sponsor", "principal"]) });
export type Backer = z.infer<typeof Backer>;
