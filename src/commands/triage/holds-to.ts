import * as z from "zod";

export type Holds = (value: unknown) => boolean;

/**
 * Whether values read from JSON hold to a schema. zod copies all that it reads, which takes most of the time that a hundred thousand findings
 * take to open; this takes nothing but the answer, of the few kinds of schemas that these consist of. Every other kind is asked itself.
 */
export function holdsTo(schema: z.core.$ZodType): Holds {
  if (schema instanceof z.ZodObject && schema.def.catchall instanceof z.ZodNever && isPlain(schema))
    return objectHolds(schema);
  if (schema instanceof z.ZodArray && isPlain(schema)) {
    const holds = holdsTo(schema.element);
    return (value) => Array.isArray(value) && value.every(holds);
  }
  if (schema instanceof z.ZodOptional) {
    const holds = holdsTo(schema.unwrap());
    return (value) => value === undefined || holds(value);
  }
  if (schema instanceof z.ZodEnum) {
    const options: ReadonlySet<unknown> = new Set(schema.options);
    return (value) => options.has(value);
  }
  if (schema instanceof z.ZodString && isPlain(schema)) return (value) => typeof value === "string";
  return (value) => z.safeParse(schema, value).success;
}

/** A schema that asks for nothing beyond its kind. */
function isPlain({ def }: { readonly def: { readonly checks?: readonly unknown[] | undefined } }): boolean {
  return (def.checks ?? []).length === 0;
}

function objectHolds({ shape }: z.ZodObject): Holds {
  const fields = new Map(Object.entries(shape).map(([key, field]) => [key, holdsTo(field)]));
  const needed = Object.entries(shape).flatMap(([key, field]) => (field instanceof z.ZodOptional ? [] : [key]));
  return (value) => {
    if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
    for (const [key, held] of Object.entries(value)) if (!fields.get(key)?.(held)) return false;
    return needed.every((key) => Object.hasOwn(value, key));
  };
}
