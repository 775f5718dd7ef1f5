import * as z from "zod";
import { SourceRole } from "./manifest.ts";
import { recordKinds } from "./record-id.ts";
import { Instant } from "./time.ts";

/**
 * What a source says now of one record. `gone` is said only where the record was asked for by its id, the source said that
 * it is not there, and the same connection was shown something that has to be there; whatever failed is `cannot-say`.
 */
export const Verdict = z.enum(["there", "disabled", "gone", "cannot-say"]);
export type Verdict = z.infer<typeof Verdict>;

/** A record as the snapshot or the source has it. */
const State = z.strictObject({
  /** Absent for kinds that have none, such as grants. */
  status: z.string().optional(),
  rawStatus: z.string().optional(),
});

/** One record of the subject: an identity, account or credential, or a membership or grant of theirs. */
export const LookedAtRecord = z.strictObject({
  id: z.string(),
  kind: z.enum(recordKinds),
  /** The login or name, or of memberships and grants what they are in or give. */
  name: z.string().optional(),
  /** For memberships, grants and credentials: whose it is. */
  of: z.string().optional(),
  /** What the snapshot says; absent where it does not know the record. */
  snapshot: State.extend({ observedAt: Instant }).optional(),
  now: State.extend({
    verdict: Verdict,
    /** Why nothing can be said. */
    reason: z.string().optional(),
    /** What the same connection was shown when it said that the record is gone. */
    seen: z.string().optional(),
  }),
  /** For records that the snapshot does not call the subject's: the name by which a search found them. */
  foundBy: z.string().optional(),
  /** Whose such a record is in the snapshot, where it knows it. */
  belongsTo: z.string().optional(),
});
export type LookedAtRecord = z.infer<typeof LookedAtRecord>;

/** A search for accounts that the snapshot does not know. */
export const LookedForName = z.strictObject({
  by: z.enum(["login", "address"]),
  value: z.string(),
  /** `none` is said only of a search that was shown to work; `not-searched`: the source has no such search. */
  result: z.enum(["found", "none", "cannot-say", "not-searched"]),
  reason: z.string().optional(),
});
export type LookedForName = z.infer<typeof LookedForName>;

/** One source. */
export const SourceLook = z.strictObject({
  source: z.string(),
  system: z.string(),
  /** Absent where the config has no such source any more. */
  collector: z.string().optional(),
  role: SourceRole.optional(),
  required: z.boolean(),
  records: z.array(LookedAtRecord),
  searches: z.array(LookedForName),
  /** What keeps anything from being said of the source where it has no record of the subject. */
  reason: z.string().optional(),
});
export type SourceLook = z.infer<typeof SourceLook>;

/** What `collect --subject` prints as JSON. */
export const SubjectLook = z.strictObject({
  version: z.literal(1),
  /** What was asked for, as it was typed. */
  asked: z.string(),
  /** The subject in the snapshot; absent where it knows nobody of that name. */
  subject: z.strictObject({ id: z.string(), name: z.string().optional() }).optional(),
  lookedAt: Instant,
  sources: z.array(SourceLook),
  counts: z.strictObject({
    there: z.int(),
    disabled: z.int(),
    gone: z.int(),
    cannotSay: z.int(),
  }),
});
export type SubjectLook = z.infer<typeof SubjectLook>;
