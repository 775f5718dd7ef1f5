import * as z from "zod";
import { Instant } from "./time.ts";

/*
 * The question whether somebody is really out: what the policies are told beside the document of the person, and what they
 * answer.
 */

/** What was read of a place in which somebody can have access. */
export const ReadPlace = z.strictObject({
  /** When its accounts were read; absent where nothing reads it. */
  at: Instant.optional(),
  /** Why its accounts may not be all there are. */
  partial: z.string().optional(),
  /** Whether its keys were read as well. */
  keys: z.boolean(),
});
export type ReadPlace = z.infer<typeof ReadPlace>;

/** What somebody has to do with a key of somebody else: they made it, answer for it, or are acted for with it. */
export const KeyTie = z.enum(["maker", "owner", "acted-for"]);
export type KeyTie = z.infer<typeof KeyTie>;

/** `data.asked`: beside the person's document. */
export const LeaverQuestion = z.strictObject({
  /** When the person left, where whoever asks knows it, or the last reading that showed somebody who is gone. */
  left: Instant.optional(),
  /** The document is of something that they have to do with, and its own end is not theirs. */
  other: z.literal(true).optional(),
  /** Keys in that document, and what the person has to do with each. */
  keys: z.record(z.string(), KeyTie).optional(),
  places: z.record(z.string(), ReadPlace),
});
export type LeaverQuestion = z.infer<typeof LeaverQuestion>;

/** Not out, nobody can say, out; `rests` does nothing now, and works again when what it hangs on does. */
export const OutVerdict = z.enum(["in", "unknown", "out"]);
export type OutVerdict = z.infer<typeof OutVerdict>;

/** A record of the person, and what it proves. */
export const LeaverThing = z.strictObject({
  kind: z.enum(["identity", "account", "grant", "credential"]),
  id: z.string(),
  app: z.string(),
  /** The account that holds it. */
  account: z.string().optional(),
  name: z.string().optional(),
  verdict: z.enum([...OutVerdict.options, "rests"]),
  why: z.string(),
  /** What makes it possible to say, where nobody can. */
  next: z.string().optional(),
});
export type LeaverThing = z.infer<typeof LeaverThing>;

/** What the policies answer; what else their package holds is left out. */
export const LeaverAnswer = z.object({
  read: z.string(),
  state: z.enum(["active", "inactive", "unknown", "none"]),
  /** Since when they are gone, in the words of reports; absent where nothing tells it. */
  left: z.strictObject({ at: Instant, text: z.string() }).optional(),
  things: z.array(LeaverThing),
  /** Of the keys that were asked about, those by which the person may still get in. */
  ties: z.array(LeaverThing.extend({ as: KeyTie })),
  apps: z.array(z.strictObject({ app: z.string(), verdict: OutVerdict, why: z.string() })),
});
export type LeaverAnswer = z.infer<typeof LeaverAnswer>;
