import * as z from "zod";
import { Duration } from "../../config/duration.ts";
import { DateFormat, Zone } from "../../mapping/field-schema.ts";
import { namesUsed } from "../../mapping/names-used.ts";
import { RecordMapping } from "../../mapping/record-schema.ts";
import { isVariable, reservedNames } from "../../mapping/variables.ts";
import { ExportedAt } from "../exported-at.ts";
import { parsePathPattern } from "./path-pattern.ts";

export const formats = ["csv", "tsv", "json", "ndjson", "yaml", "toml"] as const;

const Settle = Duration.describe(
  "How long a file must have been left alone, such as PT1M; a younger one may be half written, and is an error.",
);

/** One set of files and what becomes of their items. */
export const Read = z
  .strictObject({
    path: z
      .string()
      .min(1)
      .describe(
        "Files below the config's folder: `*`, `**`, `?`, `{a,b}`; `{name}` catches what stands there, used as `{$name}`.",
      ),
    pick: z
      .enum(["newest", "all"])
      .optional()
      .describe(
        "Which files count where several match: the one exported last (of each combination of caught names), or all. Has to be said for CSV, NDJSON and files dated by their name.",
      ),
    optional: z
      .boolean()
      .default(false)
      .describe("Whether it is fine that no file matches; there are no records then."),
    format: z.enum(formats).optional().describe("The format; by the extension of the file's name unless given."),
    encoding: z
      .string()
      .min(1)
      .optional()
      .describe("The encoding; UTF-8 unless given, or UTF-16 with a byte order mark."),
    delimiter: z.string().min(1).optional().describe("What separates the cells of a CSV file; a comma unless given."),
    dateFormat: DateFormat.optional(),
    zone: Zone.optional(),
    exportedAt: ExportedAt.optional(),
    settle: Settle.optional(),
    records: z.array(RecordMapping).min(1).describe("The records that the files hold."),
  })
  .superRefine(({ path, records }, context) => {
    const { captures } = parsePathPattern(path);
    for (const name of captures.filter((capture) => reservedNames.has(capture)))
      context.addIssue({
        code: "custom",
        path: ["path"],
        message: `{${name}} cannot be caught: {$${name}} has a meaning of its own`,
      });
    for (const name of new Set(records.flatMap(namesUsed))) {
      if (!name.startsWith("$") || isVariable(name, captures)) continue;
      const known = [...reservedNames, ...captures].map((one) => `$${one}`).join(", ");
      context.addIssue({
        code: "custom",
        path: ["records"],
        message: `${name} has no meaning here; there are ${known}`,
      });
    }
  });
export type Read = z.output<typeof Read>;

/** The options of a `files` source beside the common ones. */
export const FilesOptions = z.strictObject({
  reads: z.array(Read).min(1).describe("The files to read and what becomes of them."),
  exportedAt: ExportedAt.optional(),
  settle: Settle.optional(),
});
export type FilesOptions = z.output<typeof FilesOptions>;
