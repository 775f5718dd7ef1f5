import * as z from "zod";
import { Instant } from "../time.ts";

/* Parts of documents that tell what was decided. */

/** Where something was declared in Git. */
export const DeclaredAt = z.strictObject({ file: z.string(), line: z.int(), column: z.int().optional() });
export type DeclaredAt = z.infer<typeof DeclaredAt>;

/** What access files say of something that is held, or is to be held. */
export const declaredBeside = {
  /** For what is only declared: from when on it should have been there, where that is known. */
  since: Instant.optional(),
  /** Some role names it, or some line of another format. */
  listed: z.literal(true).optional(),
  /** The last second of a line that declared it. */
  lapsed: Instant.optional(),
  /** A role gives it to people whom nothing tells, so that it may be theirs. */
  unsettled: z.string().optional(),
};

/** Something that a role gives the subject and that was not observed. Its id is the subject's and the target's. */
export const ExpectedEntry = z.strictObject({
  id: z.string(),
  kind: z.enum(["entitlement", "group"]),
  /** The id of the entitlement or the group. */
  target: z.string(),
  system: z.string(),
  name: z.string(),
  role: z.string(),
  by: z.enum(["member", "selector"]),
  declared: DeclaredAt,
  since: Instant.optional(),
  from: Instant.optional(),
  until: Instant.optional(),
  via: z.array(z.string()).optional(),
  privileged: z.literal(true).optional(),
});
export type ExpectedEntry = z.infer<typeof ExpectedEntry>;

/** Something that is declared for the subject and was observed as well, by the line that names it. Its id is as above. */
export const AppliedEntry = ExpectedEntry.pick({
  ...{ id: true, kind: true, target: true, system: true, name: true, declared: true, privileged: true },
});
export type AppliedEntry = z.infer<typeof AppliedEntry>;

/** One way in which the subject holds, or is to hold, one side of a conflict of duties of which it touches both. */
export const DutyEntry = z.strictObject({
  conflict: z.string(),
  side: z.enum(["a", "b"]),
  /** The grant, the group or the expected access. */
  holds: z.string(),
  name: z.string(),
  system: z.string(),
  environment: z.string().optional(),
  account: z.string().optional(),
  grant: z.string().optional(),
  via: z.array(z.string()).optional(),
  observed: z.literal(true).optional(),
  /** It still has to be switched on. */
  eligible: z.literal(true).optional(),
  declared: DeclaredAt.optional(),
  since: Instant.optional(),
});
export type DutyEntry = z.infer<typeof DutyEntry>;

/** The last change of where the subject works, as its records told it: some time after `at`. */
export const Moved = z.strictObject({ at: Instant, field: z.string(), before: z.string().optional() });

/** That somebody approved a change of one of the subject's records. */
export const Approval = z.strictObject({ of: z.string(), at: Instant, ref: z.string() });
export type Approval = z.infer<typeof Approval>;
