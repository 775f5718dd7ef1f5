export type Json = { readonly [key: string]: unknown };

/** The instant that examples are judged at, and at which everything in them was observed. */
export const exampleNow = "2026-11-22T08:00:00Z";

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects of a list; none where it is no list. */
export function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

/** What stands there where it is an object, and an empty one otherwise. */
export function part(value: unknown): Json {
  return isJson(value) ? value : {};
}
