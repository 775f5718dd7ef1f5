import { safeText } from "../safe-text.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Text for XML 1.0, in elements and attributes alike. The two last code points of the first plane are no XML. */
export function xmlText(text: string): string {
  return safeText(text)
    .replaceAll("\ufffe", "\\u{fffe}")
    .replaceAll("\uffff", "\\u{ffff}")
    .replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

/** A start tag's attributes, each behind a space. */
export function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(String(value))}"`)
    .join("");
}
