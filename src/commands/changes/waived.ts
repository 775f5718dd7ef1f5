import type { LoadedConfig } from "../../config/load-config.ts";
import type { NewAccess } from "../../model/changes.ts";
import type { AppliedWaiver } from "../../model/report.ts";
import { judgeEstate, rulebook } from "../check/make-report.ts";
import type { CommandContext } from "../context.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import { openRules } from "../estate/open-rules.ts";

/** The rule that says of access that nothing declares it. */
const driftRule = "group-policy-drift";

/**
 * Says of access that is out of band where a waiver lets it stand. Whether a waiver holds is for the rules to say, so they
 * are asked; only where there is anything to waive.
 */
export async function withWaivers(
  access: readonly NewAccess[],
  open: OpenEstate,
  loaded: LoadedConfig,
  context: CommandContext,
): Promise<readonly NewAccess[]> {
  const isWaivable = ({ standing }: NewAccess) => standing === "out-of-band";
  if (!open.access.waivers.some(({ rule }) => rule.id === driftRule) || !access.some(isWaivable)) return access;
  const asked = { loaded, failOn: undefined, stillSeconds: 10, workers: undefined };
  const rules = rulebook(await openRules(loaded, context), asked);
  const { findings } = await judgeEstate(async () => open, rules, context);
  const waivers = new Map<string, AppliedWaiver>();
  for (const { rule, object, waiver } of findings) if (rule === driftRule && waiver) waivers.set(object, waiver);
  return access.map((one) => {
    const waiver = isWaivable(one) ? waivers.get(one.id) : undefined;
    if (!waiver) return one;
    const because = `${one.because ?? "nothing gives it"}; waived by ${waiver.id} until ${waiver.until}: ${waiver.reason}`;
    return { ...one, standing: "waived", because, waiver: { id: waiver.id, until: waiver.until } };
  });
}
