import * as z from "zod";
import { SourceRole } from "../model/manifest.ts";
import { Duration } from "./duration.ts";

/** How old a source may be when it is judged. */
export const FreshnessInput = z.strictObject({
  schedule: z
    .enum(["daily", "weekdays"])
    .default("daily")
    .describe("`weekdays` does not count Saturdays and Sundays, so that Friday's export is not stale on Monday."),
  max: Duration.describe("Oldest age allowed, an ISO 8601 duration such as P1D or PT90M."),
});

const collectorMeaning = "The collector that reads this source.";

/** How much may change from one reading to the next before somebody has to look. */
export const BrakeInput = z.strictObject({
  changed: z.number().min(0).max(100).default(20).describe("Percent of a kind's records that may be gone or changed."),
  disabled: z.number().min(0).max(100).default(10).describe("Percent that may be newly switched off."),
  least: z.int().min(1).default(10).describe("Fewer records than this never count as much, whatever their share."),
});

/** The keys of a source that are the same for every collector. */
export const commonSourceKeys = {
  collector: z.string().describe(collectorMeaning),
  role: SourceRole.describe("What the system is: who says who people are, a directory of logins, an application …"),
  tenant: z
    .string()
    .min(1)
    .default("main")
    .describe("The organisation, directory or workspace that is read; part of every record's id."),
  zone: z
    .string()
    .default("UTC")
    .describe("IANA time zone in which this source's dates without a time end, such as Europe/Berlin."),
  required: z
    .boolean()
    .default(true)
    .describe("Whether a check without this source fails with exit code 2 rather than going on without it."),
  declares: z
    .boolean()
    .default(false)
    .describe(
      "True where the files say what should be, not what is: they are judged where they lie, never snapshotted.",
    ),
  system: z.string().optional().describe("Name of the system in record ids; the source's own name unless given."),
  futureEndDates: z
    .enum(["contractors", "all", "none"])
    .default("contractors")
    .describe(
      "Whose end dates that lie ahead may be stored, where the system says who people are: nobody needs to read in a repository that an employee has given notice. `contractors` keeps those whose employment type says contractor, freelance, external, temporary, consultant, agency, vendor, partner, intern, trainee or guest.",
    ),
  noSecrets: z
    .array(z.string())
    .default([])
    .describe(
      "Ids of records in which something has the form of a secret and is none, as a warning of `collect` names them. Everything else of that form is withheld from the snapshot.",
    ),
  brake: BrakeInput.prefault({}).describe(
    "When a reading that seems whole is set aside until somebody has looked (`entitlint snapshot accept`): when too much of a kind is gone or changed, or all of it.",
  ),
  freshness: FreshnessInput.optional().describe("How old the source may be when it is judged."),
} as const;

/** Only the common keys, whatever stands beside them. */
export const AnySource = z.looseObject(commonSourceKeys);

/** One source read by one collector: the common keys and the collector's own, and nothing else. */
export function sourceSchema(collector: string, options: z.ZodObject) {
  return z.strictObject({
    ...options.shape,
    ...commonSourceKeys,
    collector: z.literal(collector).describe(collectorMeaning),
  });
}
