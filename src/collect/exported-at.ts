import * as z from "zod";
import { DateFormat } from "../mapping/field-schema.ts";
import { Instant } from "../model/time.ts";

const Pattern = z.string().superRefine((text, context) => {
  try {
    new RegExp(text, "u");
  } catch (error) {
    context.addIssue({ code: "custom", message: String(error) });
  }
});

/** Where the time of an export stands. */
export const ExportedAt = z
  .discriminatedUnion("from", [
    z.strictObject({
      from: z.literal("name").describe("Where the time stands."),
      pattern: Pattern.describe("Regular expression over the file's path; its first group is the time."),
      format: DateFormat.optional(),
    }),
    z.strictObject({
      from: z.literal("field").describe("Where the time stands."),
      path: z.string().min(1).describe("Path from the top of a JSON, YAML or TOML file to the time."),
      format: DateFormat.optional(),
    }),
    z.strictObject({ from: z.literal("modified").describe("Where the time stands.") }),
    z.strictObject({
      from: z.literal("value").describe("Where the time stands."),
      value: Instant.describe("The instant itself."),
    }),
  ])
  .describe(
    "When the export was made: in the file's name, in the file, the file's time of change, or a fixed instant. A date alone is the start of that day.",
  );
export type ExportedAt = z.output<typeof ExportedAt>;
