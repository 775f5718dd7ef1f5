import * as z from "zod";
import { ActivityEntry } from "./activity.ts";
import { AppDocument } from "./app-document.ts";
import { BreakGlassEntry } from "./break-glass-entry.ts";
import { ChannelDocument } from "./channel-document.ts";
import { Crossing } from "./crossing.ts";
import {
  AppliedEntry,
  Approval,
  DeclaredAt,
  DutyEntry,
  declaredBeside,
  ExpectedEntry,
  Moved,
} from "./declared/entries.ts";
import { EntitlementDocument } from "./entitlement-document.ts";
import { GroupDocument } from "./group-document.ts";
import { Gap } from "./history.ts";
import { SourceRole } from "./manifest.ts";
import { Backer, Owner } from "./owner.ts";
import { ProvisionedEntry, SubjectEvents } from "./provisioning-entries.ts";
import { Account } from "./records/account.ts";
import { IdentityKind } from "./records/common.ts";
import { Credential } from "./records/credential.ts";
import { Entitlement, EntitlementKind, Grant } from "./records/entitlement.ts";
import { Identity } from "./records/identity.ts";
import { ReviewEntry } from "./review-entry.ts";
import { ServedEntry } from "./served-entry.ts";
import { SourceDocument } from "./source-document.ts";
import { Instant } from "./time.ts";
import { WaiverDocument } from "./waiver-document.ts";

export {
  type AppliedEntry,
  type Approval,
  DeclaredAt,
  type DutyEntry,
  type ExpectedEntry,
} from "./declared/entries.ts";

/*
 * Documents: what Rego sees, one per subject. Records stand in them as they stand in the snapshot; what was joined stands
 * beside them. A fact that is not known is left out, never null.
 */

/** What is known of a record beside it: first seen, since when its status is what it is (absent: since before first seen), last used. */
const seen = {
  firstSeen: Instant.optional(),
  statusSince: Instant.optional(),
  /** What the status was before, and the last reading that showed it. */
  statusBefore: z.strictObject({ status: z.string(), until: Instant }).optional(),
  /** The last time the record was away. */
  away: Gap.optional(),
  activity: ActivityEntry.optional(),
};

/** An identity that is no longer there, as history remembers it. */
export const GoneIdentity = z.strictObject({
  id: z.string(),
  userName: z.string().optional(),
  /** The last reading that still showed it. */
  lastSeen: Instant,
});
export type GoneIdentity = z.infer<typeof GoneIdentity>;

/**
 * One contributing record of the subject. `ends` is `endDate` and `expires` is `expiresAt`, as the last second they hold;
 * `starts` is `startDate` as the first second, and there only while it is still to come.
 */
export const IdentityEntry = z.strictObject({
  record: Identity,
  system: z.string(),
  role: SourceRole,
  observedAt: Instant,
  starts: Instant.optional(),
  ends: Instant.optional(),
  expires: Instant.optional(),
  /** When fields that access/authority.yaml names were first seen to be what they are, where that was observed. */
  changed: z.record(z.string(), Instant).optional(),
  /** For a directory that declares where its people come from: whether this record was found there, or was until then. */
  authoritative: z.enum(["matched", "unmatched", "disputed", "deleted"]).optional(),
  /** For `deleted`: whom it was found as before. */
  gone: z.array(GoneIdentity).optional(),
  /** Of a machine: the last reading that showed other owners. */
  ownersUntil: Instant.optional(),
  /** Of a machine: what it is part of, or there for, where that is something that can be looked at. */
  serves: z.array(ServedEntry).optional(),
  ...seen,
});
export type IdentityEntry = z.infer<typeof IdentityEntry>;

export const Situation = z.enum(["linked", "unlinked", "unmatched", "disputed", "deleted"]);
export type Situation = z.infer<typeof Situation>;

export const Confidence = z.enum(["certain", "strong", "weak"]);
export type Confidence = z.infer<typeof Confidence>;

/** How an account found (or did not find) its subject. */
export const Link = z.strictObject({
  situation: Situation,
  /** The key that decided: `manual`, `registry`, `same-record`, `externalId`, `assignment`, `declared-pair`, … */
  by: z.string().optional(),
  confidence: Confidence.optional(),
  candidates: z.array(z.string()).optional(),
  /** For `deleted`: whose account it was, sorted by id. */
  gone: z.array(GoneIdentity).optional(),
  /** Others, who are gone and to whom keys of the account lead as well, each with that key; sorted by id. */
  past: z.array(GoneIdentity.extend({ by: z.string() })).optional(),
  /** When the person whom a name led to was first known, if that was after the account was made, or it could not be read when that was. */
  personCreated: Instant.optional(),
});
export type Link = z.infer<typeof Link>;

/** A grant that reaches the account, directly or through groups (`via`, nearest group first). */
export const GrantEntry = z.strictObject({
  record: Grant,
  system: z.string(),
  observedAt: Instant.optional(),
  /** Present when a snapshot shows it, present when Git declares it; both when both do. */
  observed: z.literal(true).optional(),
  declared: DeclaredAt.optional(),
  privileged: z.literal(true).optional(),
  isDefault: z.literal(true).optional(),
  /** Told of what agents and programs use. */
  kind: z.enum(["tool", "api-scope"]).optional(),
  /** Of a machine alone: where it reaches, by the word of the entitlement, the application or the tenant. */
  environment: z.string().optional(),
  /** Of a machine alone, where it may administer. */
  capability: Entitlement.shape.capability,
  name: z.string(),
  via: z.array(z.string()).optional(),
  expires: Instant.optional(),
  /** The last time it was away, where it came back. */
  away: Gap.optional(),
  ...declaredBeside,
  /** Further ways by which the subject holds the same entitlement. */
  otherWays: z.int().optional(),
  /** A grant of the account that denies the same wins over this one. */
  denied: z.literal(true).optional(),
  /** The role that declares it; everybody whom its selector means has a `birthright` from the first day. */
  role: z.string().optional(),
  birthright: z.literal(true).optional(),
  /** A role that the subject had by an attribute, and when that was first seen to be another one. */
  former: z.strictObject({ role: z.string(), until: Instant }).optional(),
  /** The last second for which the line that gives it gives it. */
  until: Instant.optional(),
  /** It follows from one further up, which the subject holds too. */
  byParent: z.literal(true).optional(),
  /** The entitlement that it lies in, of which, and of all above it, the subject holds nothing. */
  outside: z.strictObject({ id: z.string(), kind: EntitlementKind, name: z.string() }).optional(),
  /** Where it leads from one tenant of a system into another. */
  crosses: z.array(Crossing).optional(),
});
export type GrantEntry = z.infer<typeof GrantEntry>;

/**
 * A membership that has an end, or of which Git and the system say different things. Others are seen only through the
 * grants they bring. Of those with an end alone, nothing is said of who declares them.
 */
export const MembershipEntry = z.strictObject({
  id: z.string(),
  group: z.string(),
  system: z.string(),
  expires: Instant.optional(),
  observedAt: Instant,
  name: z.string().optional(),
  observed: z.literal(true).optional(),
  declared: DeclaredAt.optional(),
  ...declaredBeside,
  /** Being in the group gives something privileged. */
  privileged: z.literal(true).optional(),
  /** Who is in the group follows from a rule of the system. */
  byRule: z.literal(true).optional(),
});
export type MembershipEntry = z.infer<typeof MembershipEntry>;

export const AccountEntry = z.strictObject({
  record: Account,
  /** The application, which is the system's declared name. */
  app: z.string(),
  /** `record.kind`, or what `access/apps` says where the record says `unknown`. */
  kind: IdentityKind,
  observedAt: Instant,
  observed: z.literal(true).optional(),
  declared: DeclaredAt.optional(),
  /** Whether the subject holds a privileged grant by this account. */
  privileged: z.literal(true).optional(),
  /** Whether one of its grants leads from one tenant of a system into another. */
  crosses: z.literal(true).optional(),
  link: Link,
  /** What is declared of it as an account for emergencies. */
  breakglass: BreakGlassEntry.optional(),
  expires: Instant.optional(),
  created: Instant.optional(),
  ...seen,
  grants: z.array(GrantEntry),
  memberships: z.array(MembershipEntry),
});
export type AccountEntry = z.infer<typeof AccountEntry>;

export const CredentialEntry = z.strictObject({
  record: Credential,
  app: z.string(),
  observedAt: Instant,
  expires: Instant.optional(),
  /** Who answers for it by its own record: its owners, or whoever made it. Of a person's own nothing is said. */
  owners: z.array(Owner).optional(),
  /** Of a trust in workloads: what was read of it, and is not there. */
  open: z.array(z.enum(["audience", "subject"])).optional(),
  /** Other principals' records of the same key. */
  sameKey: z.array(z.string()).optional(),
  ...seen,
});
export type CredentialEntry = z.infer<typeof CredentialEntry>;

/** The subject's line in the registry of machines. */
export const RegistryEntry = z.strictObject({
  id: z.string(),
  kind: IdentityKind,
  declared: DeclaredAt,
  purpose: z.string().optional(),
  environment: z.string().optional(),
  expires: Instant.optional(),
  platformManaged: z.literal(true).optional(),
  proposed: z.strictObject({ who: z.string(), because: z.string().optional(), decideBy: Instant }).optional(),
});
export type RegistryEntry = z.infer<typeof RegistryEntry>;

/** One person or machine with everything known of it, or an account that belongs to nobody. */
export const SubjectDocument = z.strictObject({
  id: z.string(),
  scope: z.literal("subject"),
  /** `unknown` when nothing tells; decided by the registry, then by identity records, then by accounts. */
  kind: IdentityKind,
  /** The system of its most authoritative record, else of its first account. */
  home: z.string(),
  /** True for an account that matched no subject. */
  unmatched: z.literal(true).optional(),
  identities: z.array(IdentityEntry),
  registry: RegistryEntry.optional(),
  owners: z.array(Owner),
  /** Of an agent: without whom it is not to act. */
  backers: z.array(Backer).optional(),
  accounts: z.array(AccountEntry),
  credentials: z.array(CredentialEntry),
  /** What roles give the subject and nothing shows. */
  expected: z.array(ExpectedEntry).optional(),
  /** Of somebody who is not here, and only where two sides are compared: what is declared for them and is there already. */
  applied: z.array(AppliedEntry).optional(),
  duties: z.array(DutyEntry).optional(),
  moved: Moved.optional(),
  approvals: z.array(Approval).optional(),
  events: SubjectEvents.optional(),
  /** Applications of the subject's accounts that a channel provisions of which there is a log. */
  provisioned: z.array(ProvisionedEntry).optional(),
  /** What reviews decided of the subject, its records and its grants. */
  reviews: z.array(ReviewEntry).optional(),
});
export type SubjectDocument = z.infer<typeof SubjectDocument>;

export const documentSchemas = {
  subject: SubjectDocument,
  source: SourceDocument,
  channel: ChannelDocument,
  group: GroupDocument,
  entitlement: EntitlementDocument,
  app: AppDocument,
  waiver: WaiverDocument,
} as const;
export const Scope = z.enum(["subject", "source", "channel", "group", "entitlement", "app", "waiver"]);
export type Scope = z.infer<typeof Scope> & keyof typeof documentSchemas;
/** A document of any scope. */
export type AnyDocument = { [S in Scope]: z.infer<(typeof documentSchemas)[S]> }[Scope];

export function isScope(text: string): text is Scope {
  return Object.hasOwn(documentSchemas, text);
}
