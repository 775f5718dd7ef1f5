import * as z from "zod";
import { DeclaredAt } from "./declared/entries.ts";
import { Digest } from "./manifest.ts";
import { Owner } from "./owner.ts";
import { Severity } from "./severity.ts";
import { Instant } from "./time.ts";

/** Somebody whom a waiver names; `unread` where what they would be found in was not read to its end. */
export const WaiverParty = Owner.omit({ source: true }).extend({ unread: z.literal(true).optional() });
export type WaiverParty = z.infer<typeof WaiverParty>;

/** A finding that a waiver is about. `asCause`: it is told as the cause of another finding, and does not stand alone. */
export const WaiverMatch = z.strictObject({
  fingerprint: Digest,
  object: z.string(),
  app: z.string(),
  severity: Severity,
  asCause: z.literal(true).optional(),
});
export type WaiverMatch = z.infer<typeof WaiverMatch>;

/** One waiver with all that decides whether it holds. It is judged after findings have been matched to waivers. */
export const WaiverDocument = z.strictObject({
  /** `waiver:<id>`. */
  id: z.string(),
  scope: z.literal("waiver"),
  /** Where waivers are counted. */
  home: z.literal("access"),
  declared: DeclaredAt.optional(),
  kind: z.enum(["accepted-risk", "false-positive"]),
  reason: z.string(),
  control: z.string().optional(),
  ticket: z.string().optional(),
  /** The first second of the day it was made, and the last of the day it ends. */
  created: Instant,
  ends: Instant,
  /** The run's clock where it is later than the instant judged at: until then a waiver may have been made. */
  latest: Instant,
  /** From `created` to the last day. */
  days: z.int(),
  /** From the instant judged at to `ends`; negative when it is over. */
  secondsLeft: z.int(),
  /** `severity` as the config sets it. */
  rule: z.strictObject({
    id: z.string(),
    known: z.boolean(),
    scope: z.string().optional(),
    severity: Severity.optional(),
  }),
  /** `gone`: read, and not there; `several`: a name that means more than one. */
  object: z.strictObject({
    text: z.string(),
    state: z.enum(["there", "gone", "several", "unread", "pattern"]),
    maxMatches: z.int().optional(),
  }),
  owner: WaiverParty,
  approver: WaiverParty,
  /** Objects behind which the approver stands, and nobody else. */
  approverBehind: z.array(z.string()),
  /** Whether nobody but the approver is behind the owner. */
  approverOwnsAlone: z.boolean(),
  /** At most a hundred; `matched` counts all. */
  matches: z.array(WaiverMatch),
  matched: z.strictObject({
    findings: z.int(),
    objects: z.int(),
    /** Findings that are not told as the cause of another. */
    standing: z.int(),
    gravest: Severity.optional(),
  }),
  /** Whether everything in which there could be something to waive was read to its end, and the rule asked there. */
  search: z.enum(["whole", "in-part"]),
});
export type WaiverDocument = z.infer<typeof WaiverDocument>;
