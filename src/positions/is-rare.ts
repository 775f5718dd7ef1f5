import type * as z from "zod";

const times = new WeakMap<z.ZodType, number>();

/** Whether few values have met a schema so far: Zod writes code for each, which takes longer than it saves until some dozens have. */
export function isRare(schema: z.ZodType): boolean {
  const before = times.get(schema) ?? 0;
  times.set(schema, before + 1);
  return before < 50;
}
