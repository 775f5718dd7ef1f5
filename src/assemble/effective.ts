import type { LoadedEstate } from "../load/index.ts";
import { lineText } from "../load/lines.ts";
import { parseRecord } from "../load/rows.ts";
import type { Grant } from "../model/records/entitlement.ts";
import type { ReachedGrant } from "./reached-grant.ts";

/** Which grants of an account another one of its grants takes away again. */
export function deniedOf(reached: readonly ReachedGrant[], estate: LoadedEstate): ReadonlySet<number> {
  const { grants } = estate;
  const denying = reached.filter(({ grant }) => grants.denies(grant) && grants.observed(grant));
  const denied = new Set<number>();
  for (const { grant: denial } of denying) {
    const condition = conditionOf(denial, estate);
    for (const { grant } of reached) {
      if (grants.denies(grant) || grants.entitlement(grant) !== grants.entitlement(denial)) continue;
      // What is denied only then may be held at other times.
      if (condition === undefined || condition === conditionOf(grant, estate)) denied.add(grant);
    }
  }
  return denied;
}

/** Whether a grant holds at an instant, as far as its own times say so. */
export function isInTime(grant: number, { grants }: LoadedEstate, at: string): boolean {
  const { from, to } = grants.window(grant) ?? {};
  const expires = grants.expires(grant);
  return (
    !(from !== undefined && from > at) && !(to !== undefined && to < at) && !(expires !== undefined && expires < at)
  );
}

function conditionOf(grant: number, { grants }: LoadedEstate): string | undefined {
  const line = grants.line(grant);
  return parseRecord<Grant>(lineText(line, 0, line.length))?.condition;
}
