import type { Severity } from "../../model/severity.ts";

/** What a piece of text is, from which its colour follows; no meaning is told by it alone. */
export type Tone = Severity | "faint" | "strong" | "good" | "bad" | "accent";

/** Text of one tone. It is harmless already, and holds no control characters. */
export interface Span {
  readonly text: string;
  readonly tone?: Tone;
  /** Part of what keys act on. */
  readonly isChosen?: true;
}

/** One line of the screen. */
export interface Line {
  readonly spans: readonly Span[];
}

export const emptyLine: Line = { spans: [] };

/** A line of one tone. */
export function line(text: string, tone?: Tone): Line {
  return { spans: [span(text, tone)] };
}

export function span(text: string, tone?: Tone): Span {
  return tone === undefined ? { text } : { text, tone };
}

/** The line as the one that keys act on. */
export function chosen({ spans }: Line): Line {
  return { spans: spans.map((piece) => ({ ...piece, isChosen: true })) };
}

/** A line as it is read. */
export function plainText({ spans }: Line): string {
  return spans.map(({ text }) => text).join("");
}
