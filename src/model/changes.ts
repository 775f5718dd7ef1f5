import * as z from "zod";
import { Digest } from "./manifest.ts";
import { AppliedWaiver, Notice, Obstacle } from "./report.ts";
import { Instant } from "./time.ts";

/** What allows access that is new. */
export const Standing = z.enum([
  /** A line in Git that was there when the access was first seen. */
  "authorised",
  /** An approval that some system recorded. */
  "approved",
  /** A line in Git that was written afterwards, or is not committed. */
  "declared-later",
  /** Nothing does, where something should. */
  "out-of-band",
  /** Nothing does, and a waiver that holds lets it stand. */
  "waived",
  /** Nothing does, and nothing has to: the application is only observed, or no role speaks of this. */
  "not-governed",
  /** It cannot be told. */
  "undecided",
]);
export type Standing = z.infer<typeof Standing>;

/** The line that allows it, with the commit that wrote the line where Git tells. */
export const Declaration = z.strictObject({
  role: z.string().optional(),
  file: z.string(),
  line: z.int(),
  commit: z.string().optional(),
  author: z.string().optional(),
  at: Instant.optional(),
  request: z.string().optional(),
});
export type Declaration = z.infer<typeof Declaration>;

/** A grant or a membership that is there now and was not before. */
export const NewAccess = z.strictObject({
  id: z.string(),
  kind: z.enum(["grant", "membership"]),
  system: z.string(),
  /** Whose it is, where that is known. */
  subject: z.string().optional(),
  name: z.string().optional(),
  /** The entitlement or the group. */
  target: z.string(),
  firstSeen: Instant,
  standing: Standing,
  /** Why, where no declaration says so. */
  because: z.string().optional(),
  declaration: Declaration.optional(),
  approval: z.strictObject({ ref: z.string(), at: Instant }).optional(),
  /** The waiver that lets it stand, and the last day it holds. */
  waiver: AppliedWaiver.pick({ id: true, until: true }).optional(),
});
export type NewAccess = z.infer<typeof NewAccess>;

/** All access that is new since an earlier snapshot, each with what allows it. */
export const Changes = z.strictObject({
  version: z.literal(1),
  tool: z.strictObject({ name: z.literal("entitlint"), version: z.string() }),
  before: z.strictObject({ name: z.string(), digest: Digest }),
  after: z.strictObject({ name: z.string(), digest: Digest }),
  exitCode: z.int(),
  obstacles: z.array(Obstacle),
  notices: z.array(Notice),
  access: z.array(NewAccess),
});
export type Changes = z.infer<typeof Changes>;
