import * as z from "zod";
import { Digest } from "./manifest.ts";
import { Severity } from "./severity.ts";
import { Instant } from "./time.ts";

/** An object id of Git: SHA-1, or SHA-256 in repositories that use it. */
const Commit = z.string().regex(/^[0-9a-f]{40,64}$/);

/** What a check with `--base` was compared with, and how its findings divide. */
export const Compared = z.strictObject({
  /** The revision as it was asked for, and the commit that it names: rules and decisions are this one's. */
  base: z.strictObject({ rev: z.string(), commit: Commit }),
  /** Where the two histories part: declared access is compared with this one's. */
  mergeBase: Commit,
  /** The instant that the base was judged at. */
  baseAsOf: Instant,
  /** Whose snapshot the report tells of: the base's, the pull request's where it brings one, or the one asked for. */
  snapshot: z.enum(["base", "head", "given", "none"]),
  /** Whose rules and decisions were judged by: the base's, unless it has no config. */
  settings: z.enum(["base", "head"]),
  counts: z.strictObject({
    introduced: z.int(),
    changed: z.int(),
    fallenDue: z.int(),
    preExisting: z.int(),
    fixed: z.int(),
    /** Of the introduced and changed, those that only a new snapshot brought to light. */
    observedDrift: z.int(),
    /** Findings of the base that are no violation any more because they cannot be decided any more: not fixed. */
    undecided: z.int(),
    /** Those that make the exit code 1. */
    gated: z.int(),
  }),
});
export type Compared = z.infer<typeof Compared>;

/** A file with decisions about the check that a pull request changes. */
export const SettingsFile = z.strictObject({
  /** From the root of the repository. */
  file: z.string(),
  change: z.enum(["added", "modified", "deleted"]),
  /** What is decided there: `config`, `policies`, or the kind of access file. */
  part: z.string(),
  /** Whom `CODEOWNERS` of the base names for it; nobody has to approve it where there are none. */
  owners: z.array(z.string()),
});
export type SettingsFile = z.infer<typeof SettingsFile>;

/** One finding that would come or go once the settings of a pull request hold. */
export const ImpactFinding = z.strictObject({
  effect: z.enum(["added", "removed", "graver", "milder"]),
  fingerprint: Digest,
  rule: z.string(),
  severity: Severity,
  app: z.string(),
  object: z.string(),
  msg: z.string(),
});
export type ImpactFinding = z.infer<typeof ImpactFinding>;

/** What the settings of a pull request would change on the snapshot that was judged. */
export const Impact = z.strictObject({
  files: z.array(SettingsFile),
  /** The file that says who has to approve what; absent where the base has none. */
  codeOwners: z.string().optional(),
  adds: z.int(),
  removes: z.int(),
  /** Findings that stay, at another severity. */
  changes: z.int(),
  /** The gate before and after, where it moves. */
  gate: z.strictObject({ from: Severity, to: Severity }).optional(),
  /** What would keep a check from judging after the merge, and does not now. */
  obstacles: z.array(z.string()),
  findings: z.array(ImpactFinding),
});
export type Impact = z.infer<typeof Impact>;
