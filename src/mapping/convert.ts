import type { FieldType } from "./field-type.ts";
import { type MomentOptions, readInstant, readLastInstant, readMoment } from "./read-moment.ts";

export type Constant = string | number | boolean;

/** A text as a field's value, or why it is none. */
export type Converted =
  | { readonly ok: true; readonly value: Constant }
  | { readonly ok: false; readonly reason: string };

export interface ConvertOptions extends MomentOptions {
  readonly ignoreCase?: boolean | undefined;
}

const truths = new Map([
  ["true", true],
  ["1", true],
  ["yes", true],
  ["y", true],
  ["false", false],
  ["0", false],
  ["no", false],
  ["n", false],
]);

/** Converts one text that is not empty; for a list, one of its elements. */
export function convert(text: string, type: FieldType, options: ConvertOptions): Converted {
  switch (type.is) {
    case "boolean":
      return given(truths.get(text.toLowerCase()), "is neither true nor false");
    case "integer": {
      const safe = /^-?\d+$/.test(text) && Number.isSafeInteger(Number(text));
      return given(safe ? Number(text) : undefined, "is not a whole number");
    }
    case "instant":
      return given(readInstant(text, options), "is not a time in the expected format");
    case "over-since":
      return given(readLastInstant(text, options), "is not a time in the expected format");
    case "moment":
      return given(readMoment(text, options), "is not a date or time in the expected format");
    case "choice":
    case "choices": {
      const found = type.values.find((value) => same(value, text, options.ignoreCase));
      return given(found, "is not a value that is known");
    }
    default:
      return { ok: true, value: text };
  }
}

/** Whether two texts are equal, or equal but for case. */
export function same(a: string, b: string, ignoreCase: boolean | undefined): boolean {
  return a === b || (ignoreCase === true && a.toLowerCase() === b.toLowerCase());
}

function given(value: Constant | undefined, reason: string): Converted {
  return value === undefined ? { ok: false, reason } : { ok: true, value };
}
