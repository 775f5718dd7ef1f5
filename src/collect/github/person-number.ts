import type { CollectContext } from "../collector.ts";
import type { Known } from "../look-up.ts";
import { nativeIdOf } from "../native-id.ts";

/** The number by which GitHub knows somebody; undefined for what is no person, and for people of another tenant. */
export function personNumber(known: Known, context: CollectContext): number | undefined {
  const native = known.kind === "account" ? nativeIdOf(known, context) : undefined;
  return native !== undefined && /^\d+$/u.test(native) ? Number(native) : undefined;
}
