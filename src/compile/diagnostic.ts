import { z } from "zod";

/** The shape of one diagnostic in a reply; `PolicyDiagnostic` says what its fields mean. */
export const diagnostic = z.object({
  code: z.string(),
  message: z.string(),
  file: z.string(),
  line: z.number(),
  column: z.number(),
  details: z.array(z.string()).default([]),
});
