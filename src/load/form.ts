import type * as z from "zod";
import { CalendarDate, Instant, OverSince } from "../model/time.ts";
import { type Test, testOf } from "../schema-test.ts";

const instant = /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\dZ$/;
const date = /^\d{4}-[01]\d-[0-3]\d$/;

/**
 * Whether a parsed line has the form of its schema. The schema says more, such as how ids are made; what would make a rule
 * judge wrongly, or stumble, is refused here.
 */
export function formOf(schema: z.core.$ZodType): Test {
  return testOf(schema, timeTest);
}

function timeTest(schema: z.core.$ZodType): Test | undefined {
  if (schema === Instant || schema === OverSince) return (value) => typeof value === "string" && instant.test(value);
  if (schema === CalendarDate) return (value) => typeof value === "string" && date.test(value);
  return undefined;
}
