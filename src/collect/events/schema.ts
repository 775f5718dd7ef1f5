import * as z from "zod";
import { ExportedAt } from "../exported-at.ts";

const Name = z.string().min(1);

/** The logs that are understood. */
export const logs = ["entra", "okta", "set"] as const;

/** A system as a log calls it, and what it is called here. */
const KnownSystem = z.strictObject({
  match: Name.describe(
    "What the log calls it: a name or an id of the system, the application, its service principal or the job; of a token, its issuer; `*` for the log's own system.",
  ),
  system: Name.describe("The system, by its name in this config."),
  tenant: Name.optional().describe("Its tenant; that of this source unless given."),
  people: z
    .enum(["account", "identity"])
    .optional()
    .describe(
      "What its people are here: `identity` of a directory, `account` of an application, which is what is changed unless given.",
    ),
});
export type KnownSystem = z.output<typeof KnownSystem>;

const Read = z.strictObject({
  path: Name.describe("Files below the config's folder: `*`, `**`, `?`, `{a,b}`. All that match are one log."),
  encoding: Name.optional().describe("The encoding; UTF-8 unless given, or UTF-16 with a byte order mark."),
  delimiter: Name.optional().describe("What separates the cells of a CSV file; a comma unless given."),
  columns: z
    .record(z.string(), Name)
    .default({})
    .describe("Of a CSV file, columns that are not called as in the log itself: `activityDateTime: Datum`."),
  exportedAt: ExportedAt,
  optional: z.boolean().default(false).describe("Whether it is fine that no file matches; there are no events then."),
});
export type Read = z.output<typeof Read>;

/** The options of an `events` source beside the common ones. */
export const EventsOptions = z.strictObject({
  log: z
    .enum(logs)
    .describe(
      "Whose log it is: `entra` (provisioning log), `okta` (System Log), or `set` (security event tokens of SCIM, CAEP and RISC).",
    ),
  reads: z.array(Read).min(1).describe("The files to read."),
  systems: z
    .array(KnownSystem)
    .default([])
    .describe(
      "Which of the systems that logs name is which here. Changes in others are counted, and belong to nobody.",
    ),
  keys: Name.optional().describe(
    "A file with the public keys of whoever signs tokens, as a JWK set. Without it no signature is checked, and with it whatever is not signed by one of them is left out.",
  ),
});
export type EventsOptions = z.output<typeof EventsOptions>;
