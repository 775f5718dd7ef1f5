import type * as z from "zod";

type Schema = z.core.$ZodTypes;

/** The keys that a schema knows at a path, in sorted order; empty where any key is allowed or none can be. */
export function knownKeys(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  let here = unwrapped(schema);
  for (const step of path) here = here.flatMap((candidate) => below(candidate, step)).flatMap(unwrapped);
  const keys = here.flatMap(({ _zod: { def } }) => (def.type === "object" ? Object.keys(def.shape) : []));
  return [...new Set(keys)].sort();
}

/** The schemas that a value may have to meet, with wrappers such as `optional` taken off. */
function unwrapped(schema: z.core.$ZodType): Schema[] {
  // Every schema that Zod makes is one of this union; the base type alone does not say so.
  const known = schema as Schema;
  const { def } = known._zod;
  switch (def.type) {
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "nonoptional":
    case "catch":
    case "readonly":
      return unwrapped(def.innerType);
    case "pipe":
      return unwrapped(def.in);
    case "lazy":
      return unwrapped(def.getter());
    case "union":
      return def.options.flatMap(unwrapped);
    case "intersection":
      return [...unwrapped(def.left), ...unwrapped(def.right)];
    default:
      return [known];
  }
}

function below({ _zod: { def } }: Schema, step: PropertyKey): z.core.$ZodType[] {
  if (def.type === "object") {
    const field = def.shape[String(step)] ?? def.catchall;
    return field ? [field] : [];
  }
  if (def.type === "record") return [def.valueType];
  if (def.type === "array") return [def.element];
  if (def.type === "tuple" && typeof step === "number") {
    const item = def.items[step] ?? def.rest;
    return item ? [item] : [];
  }
  return [];
}
