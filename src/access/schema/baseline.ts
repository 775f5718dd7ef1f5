import * as z from "zod";
import { Digest } from "../../model/manifest.ts";
import { Severity } from "../../model/severity.ts";
import { CalendarDate } from "../../model/time.ts";
import { FoundInput } from "./found.ts";
import { Reference, Text } from "./parts.ts";

/** One known finding in `access/baseline.yaml`. */
export const BaselineInput = z.strictObject({
  fingerprint: Digest.describe("The finding, as reports name it."),
  found: FoundInput.optional(),
  title: Text.describe("What was found, for people who read the file."),
  severity: Severity.optional().describe(
    "How grave it was; a finding that has become graver is not known. The severity of its rule unless given.",
  ),
  owner: Reference.describe("Who mends it: person:<e-mail or id> or group:<system>/<name>."),
  until: CalendarDate.describe("Last day on which it is known and not new."),
});
export type BaselineInput = z.infer<typeof BaselineInput>;
