import { safeText } from "../safe-text.ts";

/** What makes a spreadsheet take a cell for a formula, also in its full-width form and behind white space. */
const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

/** One cell by RFC 4180. A text that a spreadsheet would calculate gets an apostrophe, which makes it text again. */
export function cell(value: string | number | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "number") return String(value);
  const shown = safeText(value);
  const inert = formula.test(shown) ? `'${shown}` : shown;
  return /[",]/.test(inert) || inert !== inert.trim() ? `"${inert.replaceAll('"', '""')}"` : inert;
}
