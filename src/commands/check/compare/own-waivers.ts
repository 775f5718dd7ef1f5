import { canonicalDigest } from "../../../canonical-digest.ts";
import type { Comparison } from "../../../judge/compare.ts";
import { withFindingsOnWaivers } from "../../../judge/own-waivers.ts";
import type { AccessState } from "../../../model/access.ts";
import type { Case, Judging } from "./judging.ts";

const aboutWaivers: ReadonlySet<string> = new Set(["waiver"]);

/** Puts what rules say of the pull request's own waivers into the place of what they say of the base's. */
export async function withOwnWaivers(
  comparison: Comparison,
  judging: Judging,
  { settings, ...of }: Case,
  { waivers }: AccessState,
): Promise<Comparison> {
  const { decisions, rules } = settings;
  const isJudged = [...rules.judged.values()].some(({ rule, off }) => !off && aboutWaivers.has(rule.scope));
  if (!isJudged || canonicalDigest(waivers) === canonicalDigest(decisions.waivers)) return comparison;
  const own = await judging.judge({ ...of, settings: { ...settings, decisions: { ...decisions, waivers } } });
  const { head, observed } = comparison;
  return {
    ...comparison,
    head: withFindingsOnWaivers(head, own),
    ...(observed && { observed: { ...observed, head: withFindingsOnWaivers(observed.head, own) } }),
  };
}
