import type { Refusal } from "../../network/http-client.ts";

type Headers = Refusal["headers"];

/** Seconds that GitHub advises to wait where a limit is hit and no time is told. */
export const unannounced = 60;

/**
 * Seconds that a refusal asks to wait: `Retry-After` of secondary limits, `X-RateLimit-Reset` of the primary one, a minute
 * where only the text tells of a limit. Undefined where it is a refusal for ever, or has nothing of GitHub's own to say.
 */
export function waitAsked({ status, headers, text }: Refusal): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  if (headers.get("retry-after") !== null) return undefined;
  return secondsToReset(headers) ?? (/secondary rate limit|abuse detection/iu.test(text) ? unannounced : undefined);
}

/** Seconds until there are requests again, where none remain; by the server's clock, which need not be ours. */
export function secondsToReset(headers: Headers, now = Date.now()): number | undefined {
  const reset = Number(headers.get("x-ratelimit-reset") ?? Number.NaN);
  if (headers.get("x-ratelimit-remaining") !== "0" || Number.isNaN(reset)) return undefined;
  const told = Date.parse(headers.get("date") ?? "");
  return Math.max(1, Math.ceil(reset - (Number.isNaN(told) ? now : told) / 1000));
}
