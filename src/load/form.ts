import type * as z from "zod";
import { CalendarDate, Instant, OverSince } from "../model/time.ts";

type Test = (value: unknown) => boolean;

const instant = /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\dZ$/;
const date = /^\d{4}-[01]\d-[0-3]\d$/;

/**
 * Whether a parsed line has the form of its schema: its fields and their types, the values of enumerations, the shape of
 * instants. A schema of Zod says more and takes thirty times as long, which is too long for every record of an estate; what
 * would make a rule judge wrongly, or stumble, is refused here.
 */
export function formOf(schema: z.core.$ZodType): Test {
  if (schema === Instant || schema === OverSince) return (value) => typeof value === "string" && instant.test(value);
  if (schema === CalendarDate) return (value) => typeof value === "string" && date.test(value);
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
      return formOf(def.innerType);
    case "array":
      return listOf(formOf(def.element));
    case "union":
      return anyOf(def.options.map(formOf));
    case "record":
      return recordOf(formOf(def.valueType));
    case "object":
      return objectOf(def.shape);
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

function objectOf(shape: Readonly<Record<string, z.core.$ZodType>>): Test {
  const fields = new Map(
    Object.entries(shape).map(([name, schema]) => {
      const isRequired = schema._zod.optin !== "optional";
      return [name, { test: formOf(schema), isRequired }];
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
