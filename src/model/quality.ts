import * as z from "zod";
import { Share } from "./posture.ts";

/** Kinds of records of which something is told that joining and judging rest on. */
export const qualityKinds = ["identity", "account", "credential", "group"] as const;

/** Facts that most rules rest on. */
export const qualityFacts = ["owner", "status", "lastUse", "linked"] as const;
export type QualityFact = (typeof qualityFacts)[number];

/**
 * How complete the records of one kind of a source are: of how many a fact is known. A record of which the source tells it, and of
 * this one not, is among `of`; where the source does not read the fact at all, and nothing else tells it, it is `unknown`. A fact
 * that means nothing for these records is absent.
 */
export const SourceQuality = z.strictObject({
  system: z.string(),
  kind: z.enum(qualityKinds),
  records: z.int(),
  /** Somebody is named who answers for it; of identities and accounts, those of machines. */
  owner: Share.optional(),
  status: Share.optional(),
  /** When it was last used, or that it never was. */
  lastUse: Share.optional(),
  /** It is somebody's: an account found its person or machine, a directory's person their row in HR, a key its account. */
  linked: Share.optional(),
});
export type SourceQuality = z.infer<typeof SourceQuality>;
