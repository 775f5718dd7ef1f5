import { safeText } from "../safe-text.ts";
import { shorten } from "../shorten.ts";

/**
 * Text for a SARIF message: nothing of it is a link (`[text](target)`) or a placeholder (`{0}`), and it is never empty,
 * because GitHub refuses a whole file for one empty text.
 */
export function sarifText(text: string, most: number, ...instead: readonly string[]): string {
  const told = [text, ...instead].find((one) => one.trim() !== "") ?? "(no text)";
  const plain = safeText(told).replaceAll("](", "] (");
  const short = shorten(plain.replace(/[{}]/g, "$&$&"), most);
  // Braces come in pairs, and no pair may be cut in two.
  const [cut = ""] = /(\{+|\}+)(?=…$)/.exec(short) ?? [];
  return cut.length % 2 === 0 ? short : `${short.slice(0, -2)}…`;
}

/** Sentences that were wrapped where they were written. */
export function unwrapped(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

/** A path as a relative URI reference. */
export function uriOf(path: string): string {
  const steps = path
    .toWellFormed()
    .split("/")
    .filter((step) => step !== "");
  return steps.length > 0 ? steps.map(encodeURIComponent).join("/") : ".";
}
