import * as z from "zod";
import { DeclaredAt } from "./declared/entries.ts";
import { Completeness, SourceRole } from "./manifest.ts";
import { Account } from "./records/account.ts";
import { EntitlementKind } from "./records/entitlement.ts";
import { Probe } from "./records/evidence.ts";
import { Channel } from "./records/provisioning.ts";
import { Instant } from "./time.ts";

const UserOperation = z.enum(["create", "update", "deactivate", "reactivate", "delete"]);

/** All entitlements of one kind in an application. */
export const EntitlementsOfKind = z.strictObject({
  kind: EntitlementKind,
  count: z.int(),
  /** How many of them somebody holds. */
  held: z.int(),
  /** Of those held, how many the channel does not carry, each counted once. */
  uncovered: z.strictObject({
    /** Roles of `access/roles` name them, or the application's mode holds everything against roles. */
    governed: z.int(),
    /** Privileged, or able to change what others may do. */
    mighty: z.int(),
    /** Everybody has them, or they only let people read. */
    harmless: z.int(),
    other: z.int(),
  }),
  /** Of those held, how many have a word of their own on whether the channel carries them, and it is `unknown`. */
  untold: z.int(),
  /** At most five that are held, not carried and not governed, mighty ones first. */
  examples: z.array(z.string()),
});
export type EntitlementsOfKind = z.infer<typeof EntitlementsOfKind>;

/** What `access/authority.yaml` says of one field of an application's accounts, or of people. */
export const FieldAuthority = z.strictObject({
  field: z.string(),
  from: z.array(z.string()),
  level: z.enum(["authoritative", "advisory"]),
  /** Systems of `from` that read this field, in the order of `from`. */
  told: z.array(z.string()),
  declared: DeclaredAt.optional(),
});
export type FieldAuthority = z.infer<typeof FieldAuthority>;

/** A field that the application's accounts have and the sources of its people tell too. */
export const UndeclaredField = z.strictObject({ field: z.string(), from: z.array(z.string()) });

/** An account that `access/breakglass.yaml` names, and what was read of it. */
export const EmergencyAccount = z.strictObject({
  id: z.string(),
  observedAt: Instant,
  /** Absent where no such account was read. */
  record: Account.pick({ id: true, status: true, unknown: true }).optional(),
  /** None was read, and it may be there all the same: its system's accounts were not read to the end, or in part on purpose. */
  unread: z.literal(true).optional(),
  expires: Instant.optional(),
});
export type EmergencyAccount = z.infer<typeof EmergencyAccount>;

/** One application or directory: what was declared of it, and what was read. */
export const AppDocument = z.strictObject({
  /** `app:<name>`. */
  id: z.string(),
  scope: z.literal("app"),
  home: z.string(),
  /** Of its source; absent where nothing reads it. */
  role: SourceRole.optional(),
  /** Its access file; absent where it has none. What that says of channel, tier and the like stands in `data.estate.apps`. */
  declared: DeclaredAt.optional(),
  /** Everybody who has an account may do the same. */
  flat: z.literal(true).optional(),
  covers: z
    .strictObject({
      users: z.array(UserOperation),
      groups: z.boolean(),
      /** `all` where the channel carries every kind. */
      entitlements: z.union([z.literal("all"), z.array(z.string())]),
    })
    .optional(),
  /** How accounts are disabled when the channel does not do it, and when that was last tried. */
  fallback: z.strictObject({ method: z.string(), testedAt: Instant.optional() }).optional(),
  kinds: z.array(z.strictObject({ kind: z.string(), completeness: Completeness, count: z.int() })),
  entitlements: z.array(EntitlementsOfKind),
  channels: z.array(Channel),
  probes: z.array(Probe),
  authority: z.array(FieldAuthority).optional(),
  undeclaredFields: z.array(UndeclaredField).optional(),
  /** Its accounts for emergencies, sorted by id; absent where none is declared. */
  emergencies: z.array(EmergencyAccount).min(1).optional(),
});
export type AppDocument = z.infer<typeof AppDocument>;
