import { InvalidArgumentError } from "commander";
import { parseAsOf } from "../as-of.ts";

/** A day that was typed. */
export function dayOf(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && parseAsOf(text) !== undefined) return text;
  throw new InvalidArgumentError("Write a date such as 2026-07-01.");
}
