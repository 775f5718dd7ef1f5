import type * as z from "zod";
import type { RecordKind } from "./record-id.ts";
import { Account } from "./records/account.ts";
import { Credential } from "./records/credential.ts";
import { Entitlement, Grant } from "./records/entitlement.ts";
import { Probe, Review } from "./records/evidence.ts";
import { Group, Membership } from "./records/group.ts";
import { Identity } from "./records/identity.ts";
import { Channel, Event } from "./records/provisioning.ts";
import { Tenant } from "./records/tenant.ts";

/** The schema of each kind of record: what a snapshot may hold, and nothing else. */
export const recordSchemas = {
  tenant: Tenant,
  identity: Identity,
  group: Group,
  membership: Membership,
  account: Account,
  entitlement: Entitlement,
  grant: Grant,
  credential: Credential,
  event: Event,
  channel: Channel,
  review: Review,
  probe: Probe,
} satisfies Record<RecordKind, z.ZodType>;

/** A record whose line is longer than this is refused, in UTF-8 bytes. */
export const longestLine = 8 * 1024 * 1024;

export type RecordOf<K extends RecordKind> = z.infer<(typeof recordSchemas)[K]>;
export type AnyRecord = { [K in RecordKind]: RecordOf<K> }[RecordKind];
