import * as z from "zod";
import { Text } from "./parts.ts";

/** What found a finding, as the tool writes it beside its fingerprint. */
export const FoundInput = z
  .strictObject({
    rule: Text.describe("The rule that found it."),
    reason: Text.describe("The reason that the rule gave."),
    app: Text.describe("The application that it was found in."),
  })
  .describe(
    "What found it, so that it can be told once it is gone. Without it the entry is never called gone, because nothing says whether its rule is still asked.",
  );
