import { wrapAnsi } from "fast-wrap-ansi";
import { safeText } from "../../report/safe-text.ts";
import { type Line, span, type Tone } from "./line.ts";

/** Text of foreign origin as lines of a width, the second and further ones indented. */
export function wrapped(
  text: string,
  width: number,
  { tone, lead = "", under = lead }: { readonly tone?: Tone; readonly lead?: string; readonly under?: string } = {},
): Line[] {
  const room = Math.max(8, width - Math.max(lead.length, under.length));
  const flat = safeText(text.trim().replaceAll(/\s*\n\s*/g, " "));
  return wrapAnsi(flat, room, { hard: true, trim: true })
    .split("\n")
    .map((part, index) => ({ spans: [{ text: index === 0 ? lead : under }, span(part, tone)] }));
}
