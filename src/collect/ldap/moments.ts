import type { Instant } from "../../model/time.ts";

/** Seconds from 1601, where Windows counts from, to 1970. */
const windowsEpoch = 11_644_473_600n;
const never = new Set(["0", "9223372036854775807"]);

/** An instant of a FILETIME (100 ns since 1601, larger than a safe number); `never` for both of its words for that. */
export function fromFileTime(text: string | undefined): Instant | "never" | undefined {
  if (text === undefined || !/^\d{1,19}$/u.test(text)) return undefined;
  if (never.has(text)) return "never";
  return fromEpoch(Number(BigInt(text) / 10_000_000n - windowsEpoch));
}

/** An instant of seconds since 1970, floored; undefined outside of the years that are written with four digits. */
export function fromEpoch(seconds: number): Instant | undefined {
  const time = new Date(Math.floor(seconds) * 1000);
  if (Number.isNaN(time.getTime()) || time.getUTCFullYear() < 0 || time.getUTCFullYear() > 9999) return undefined;
  return `${time.toISOString().slice(0, 19)}Z`;
}

/** An instant of a generalized time (RFC 4517 §3.3.13), floored to the second. */
export function fromGeneralizedTime(text: string | undefined): Instant | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)?)?(?:[.,]\d+)?(Z|[+-]\d\d(?:\d\d)?)$/u.exec(text ?? "");
  if (!match) return undefined;
  const [, year, month, day, hour, minute = "00", second = "00", zone = "Z"] = match;
  const offset = zone === "Z" ? "Z" : `${zone.slice(0, 3)}:${zone.slice(3) || "00"}`;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  return Number.isNaN(time) ? undefined : fromEpoch(time / 1000);
}
