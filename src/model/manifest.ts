import * as z from "zod";
import { recordKinds } from "./record-id.ts";
import { Instant, isZone } from "./time.ts";

/** What a system is to us. */
export const SourceRole = z.enum([
  "authoritative-identity",
  "directory",
  "application",
  "policy",
  "event-log",
  "catalogue",
]);
export type SourceRole = z.infer<typeof SourceRole>;

/**
 * How much of a kind was read: `full` matches a total the source announced or a range that was expected; `asserted` is
 * believed because nothing could be checked; `partial` and `denied` kept their earlier records.
 */
export const Completeness = z.enum(["full", "scoped", "partial", "denied", "asserted", "not-collected"]);
export type Completeness = z.infer<typeof Completeness>;

export const Cursor = z.strictObject({
  kind: z.string(),
  value: z.string(),
  issuedAt: Instant.optional(),
  expiresAt: Instant.optional(),
});

export const KindEntry = z.strictObject({
  observedAt: Instant,
  completeness: Completeness,
  count: z.int().nonnegative(),
  announcedTotal: z.int().nonnegative().optional(),
  /** Fields the mapping or collector reads, sorted; a field not listed is unknown for every record of the kind. */
  fieldsRead: z.array(z.string()),
  /** Whether the records lie in one file or in one per first two hex digits of SHA-256 of their id. */
  layout: z.enum(["single", "sharded"]),
  cursor: Cursor.optional(),
  warnings: z.array(z.string()).optional(),
});
export type KindEntry = z.infer<typeof KindEntry>;

export const SourceEntry = z.strictObject({
  role: SourceRole,
  tenants: z.array(z.string()),
  /** IANA zone in which this source's dates without time end. */
  zone: z.string().refine(isZone, { error: "is not an IANA time zone" }),
  collector: z.strictObject({ name: z.string(), version: z.int() }),
  kinds: z.partialRecord(z.enum(recordKinds), KindEntry),
});
export type SourceEntry = z.infer<typeof SourceEntry>;

export const Digest = z.string().regex(/^[0-9a-f]{64}$/, { error: "must be a SHA-256 digest in hex" });

/**
 * The last collection of a source, where it came to nothing: the records that stand are of an earlier one. Holds nothing
 * that stood in the source, which may be secret: `message` is what the error code means, `place` a file and its line.
 */
export const FailedCollection = z.strictObject({
  at: Instant,
  code: z.string(),
  message: z.string(),
  place: z.string().optional(),
  /** How much went wrong; the first is told. */
  problems: z.int().positive(),
});
export type FailedCollection = z.infer<typeof FailedCollection>;

/** `snapshots/manifest.json`: what was read, when, how completely, and the digest of every file. */
export const Manifest = z.strictObject({
  version: z.literal(1),
  collectedAt: Instant,
  runId: z.string(),
  /** SHA-256 of the manifest before this one. */
  previous: Digest.optional(),
  sources: z.record(z.string(), SourceEntry),
  /** By system, also of such as were never read; the next good collection takes the entry away. */
  failures: z.record(z.string(), FailedCollection).optional(),
  files: z.record(z.string(), Digest),
});
export type Manifest = z.infer<typeof Manifest>;
