import type * as z from "zod";

export type Test = (value: unknown) => boolean;

/**
 * A test that says whether a value parsed from JSON holds to a schema, and nothing else: Zod copies what it reads and says what is wrong, which takes
 * thirty times as long, too long for every record of an estate. It asks for fields and their types, for the values of enumerations, and for no field
 * beyond them; `special` is asked of each schema first, for whatever has to be asked in another way.
 * @throws Error for a kind of schema that neither knows
 */
export function testOf(schema: z.core.$ZodType, special: (schema: z.core.$ZodType) => Test | undefined): Test {
  const own = special(schema);
  if (own) return own;
  const inner = (part: z.core.$ZodType) => testOf(part, special);
  // Every schema that Zod makes is one of this union; the base type alone does not say so.
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "string":
      return (value) => typeof value === "string";
    case "boolean":
      return (value) => typeof value === "boolean";
    case "number":
      return (value) => typeof value === "number";
    case "enum":
      return among(Object.values(def.entries));
    case "literal":
      return among(def.values);
    case "optional":
      return inner(def.innerType);
    case "array":
      return listOf(inner(def.element));
    case "union":
      return anyOf(def.options.map(inner));
    case "record":
      return recordOf(inner(def.valueType));
    case "object":
      return objectOf(def.shape, inner);
    default:
      throw new Error(`a schema of the type ${def.type} is not known here`);
  }
}

function among(values: readonly unknown[]): Test {
  const known = new Set(values);
  return (value) => known.has(value);
}

function listOf(test: Test): Test {
  return (value) => Array.isArray(value) && value.every(test);
}

function anyOf(tests: readonly Test[]): Test {
  return (value) => tests.some((test) => test(value));
}

function recordOf(test: Test): Test {
  return (value) => isMap(value) && Object.values(value).every(test);
}

function objectOf(shape: Readonly<Record<string, z.core.$ZodType>>, inner: (schema: z.core.$ZodType) => Test): Test {
  const fields = new Map(
    Object.entries(shape).map(([name, schema]) => {
      const isRequired = schema._zod.optin !== "optional";
      return [name, { test: inner(schema), isRequired }];
    }),
  );
  const required = [...fields.values()].filter(({ isRequired }) => isRequired).length;
  return (value) => {
    if (!isMap(value)) return false;
    let there = 0;
    for (const name in value) {
      const field = fields.get(name);
      if (!field?.test(value[name])) return false;
      if (field.isRequired) there += 1;
    }
    return there === required;
  };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
