import { unseenCharacters } from "./safe-text.ts";

const unseen = new RegExp(`(?!\\n)${unseenCharacters}`, "gu");

/**
 * JSON that cannot act on a terminal or a workflow log: what must not be printed is written as JSON's own escapes, so it
 * parses to the same value. Line ends between the parts of an indented text stay.
 */
export function safeJson(value: unknown, indent?: number): string {
  return inertJson(JSON.stringify(value, undefined, indent));
}

/** Text that is JSON already, made harmless likewise. */
export function inertJson(json: string): string {
  return json.replace(unseen, escaped);
}

function escaped(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
