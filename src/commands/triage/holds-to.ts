import * as z from "zod";
import { type Test, testOf } from "../../schema-test.ts";

/** Whether values read from JSON hold to a schema in all that it asks; what it asks beyond its kind, it is asked itself. */
export function holdsTo(schema: z.core.$ZodType): Test {
  return testOf(schema, (part) => (isPlain(part) ? undefined : (value) => z.safeParse(part, value).success));
}

const plain: ReadonlySet<string> = new Set(["string", "enum", "array", "optional", "object"]);

/** Whether a schema asks for nothing but its kind, so that the faster test is an exact one. */
function isPlain({ _zod: { def } }: z.core.$ZodType): boolean {
  if (!plain.has(def.type) || "format" in def || (def.checks ?? []).length > 0) return false;
  return def.type !== "object" || ("catchall" in def && def.catchall instanceof z.ZodNever);
}
