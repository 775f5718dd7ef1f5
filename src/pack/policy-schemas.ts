import * as z from "zod";
import { documentSchemas } from "../model/document.ts";
import { Estate } from "../model/estate.ts";
import { LeaverQuestion } from "../model/leaver.ts";

type JsonSchema = { readonly [key: string]: unknown };

/** Keywords that say something about types; the rest (patterns, lengths, defaults) means nothing to a type checker. */
const typeKeywords = new Set(["type", "properties", "additionalProperties", "items", "anyOf", "enum", "const"]);

/**
 * The schemas that policies are type-checked against, by the names they have in METADATA: `schema.subject`,
 * `schema.source`, `schema.estate` and `schema.asked`. Every definition stands where it is used, because OPA's checker does not follow recursive
 * references; nothing is nullable, because null beside another type switches its check for misspelt paths off.
 */
export function policySchemas(): Record<string, JsonSchema> {
  const schemas = { ...documentSchemas, estate: Estate, asked: LeaverQuestion };
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, typesOf(z.toJSONSchema(schema, { reused: "inline" }))]),
  );
}

function typesOf(schema: JsonSchema): JsonSchema {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (!typeKeywords.has(key)) continue;
    kept[key] = key === "properties" && isObject(value) ? mapValues(value, typesOfAny) : typesOfAny(value);
  }
  return kept;
}

function typesOfAny(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(typesOfAny);
  return isObject(value) ? typesOf(value) : value;
}

function mapValues(object: JsonSchema, change: (value: unknown) => unknown): JsonSchema {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
