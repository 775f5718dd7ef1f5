import { CannotJudgeError, EntitlintError } from "../../errors.ts";
import type { Report } from "../../model/report.ts";
import { judgeEstate, rulebook } from "../check/make-report.ts";
import type { CommandContext } from "../context.ts";
import { findFinding } from "../decisions/find-finding.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import { openRules } from "../estate/open-rules.ts";
import { explainFinding, type FindingExplanation } from "./explain-finding.ts";

/** Judges the estate, and explains the finding whose fingerprint begins so. @throws EntitlintError where none or several do */
export async function askFinding(mark: string, open: OpenEstate, context: CommandContext): Promise<FindingExplanation> {
  const { loaded } = open;
  const asked = { loaded, failOn: undefined, stillSeconds: 10, workers: undefined };
  const rules = rulebook(await openRules(loaded, context), asked);
  const report = await judgeEstate(() => Promise.resolve(open), rules, context);
  if (!report.findings.some(({ fingerprint }) => fingerprint.startsWith(mark))) throw noSuch(mark, report);
  return explainFinding(findFinding(mark, report), report, open);
}

/** What is not found may only not have been judged. */
function noSuch(mark: string, { obstacles, baseline, notes }: Report): EntitlintError {
  const isMeant = ({ fingerprint }: { readonly fingerprint: string }) => fingerprint.startsWith(mark);
  const known = baseline?.stale.find(isMeant);
  const noted = notes?.stale.find(isMeant);
  const problem = {
    code: "decision/unknown-finding",
    message: known
      ? `${mark} is found no more; the baseline still knows it: ${known.title}, which ${known.owner} was to mend`
      : noted
        ? `${mark} is found no more; the note on it says: ${noted.note}`
        : `nothing is called ${mark}, and no finding has a fingerprint that begins so`,
    next: "Fingerprints stand in `entitlint check --format json`.",
  } as const;
  const [first] = obstacles;
  if (!first) return new EntitlintError(problem);
  return new CannotJudgeError({
    ...problem,
    message: `${problem.message}; but not all could be judged: ${first.text}`,
  });
}
