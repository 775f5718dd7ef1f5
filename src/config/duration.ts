import * as z from "zod";

const shape = /^P(?=.)(?:(\d+)W|(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?)$/;
const secondsOf = { week: 604_800, day: 86_400, hour: 3_600, minute: 60 } as const;

/** A century: nothing that access control waits for is longer, and sums stay exact. */
const longest = 36_525 * secondsOf.day;

export type ParsedDuration =
  | { readonly ok: true; readonly seconds: number }
  | { readonly ok: false; readonly reason: string };

/**
 * An ISO 8601 duration of fixed length in whole seconds: `PT90M` is 5400, `P30D` is 2592000, `P2W` is 1209600. Years and
 * months have no fixed length and fractions no place in whole seconds, so both are refused with the reason.
 */
export function parseDuration(text: string): ParsedDuration {
  const match = shape.exec(text);
  if (!match) return { ok: false, reason: refusal(text) };
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  const sum =
    weeks * secondsOf.week + days * secondsOf.day + hours * secondsOf.hour + minutes * secondsOf.minute + seconds;
  if (sum > longest) return { ok: false, reason: `${text} is longer than a century` };
  return { ok: true, seconds: sum };
}

/** Seconds as the shortest ISO 8601 duration: 5400 is `PT1H30M`, 0 is `PT0S`. */
export function formatDuration(seconds: number): string {
  const days = Math.floor(seconds / secondsOf.day);
  const hours = Math.floor((seconds % secondsOf.day) / secondsOf.hour);
  const minutes = Math.floor((seconds % secondsOf.hour) / secondsOf.minute);
  const rest = seconds % secondsOf.minute;
  const time = [hours && `${hours}H`, minutes && `${minutes}M`, rest && `${rest}S`].filter(Boolean).join("");
  if (days === 0 && time === "") return "PT0S";
  return `P${days > 0 ? `${days}D` : ""}${time ? `T${time}` : ""}`;
}

/** A duration in a file: written in ISO 8601, read as whole seconds. */
export const Duration = z.string().transform((text, context) => {
  const parsed = parseDuration(text);
  if (parsed.ok) return parsed.seconds;
  context.addIssue({ code: "custom", message: parsed.reason });
  return z.NEVER;
});

function refusal(text: string): string {
  if (/^P(\d+[.,]?\d*[YMWD])*\d*[.,]?\d*[YM]/.test(text))
    return `${text} has years or months, which have no fixed length; write days`;
  if (/^P.*\d[.,]\d/.test(text))
    return `${text} has a fraction; write whole units, such as PT90M for an hour and a half`;
  if (/^-/.test(text)) return `${text} is negative`;
  return `${JSON.stringify(text)} is not an ISO 8601 duration such as PT24H, P30D or P2W`;
}
