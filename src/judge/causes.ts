import { byCodeUnit } from "../canonical.ts";
import type { Cause } from "../model/report.ts";
import { compareSeverity } from "../model/severity.ts";
import { raisedByCauses } from "./cause-steps.ts";
import type { JudgedRules, SettledFinding } from "./settle.ts";

/** Findings after causes were put under their umbrella findings, and the causes that no longer stand alone. */
export interface MergedFindings {
  readonly findings: SettledFinding[];
  readonly asCause: readonly SettledFinding[];
}

/**
 * Puts a specific finding under the umbrella finding about the same access. A cause that names a grant explains that
 * grant; one that names only an account explains all umbrella findings of the account. One that explains nothing stays.
 * What is explained is at least as grave as what explains it.
 */
export function mergeCauses(findings: readonly SettledFinding[], rules: JudgedRules): MergedFindings {
  const umbrellas = new Set([...rules.values()].map(({ rule }) => rule.cause_of));
  const merged = new Map<string, { finding: SettledFinding; causes: SettledFinding[] }>();
  const byAccess = new Map<string, string[]>();
  for (const finding of findings) {
    if (!umbrellas.has(finding.rule)) continue;
    merged.set(finding.fingerprint, { finding, causes: [] });
    for (const key of accessKeys(finding)) {
      const marks = byAccess.get(key);
      if (marks) marks.push(finding.fingerprint);
      else byAccess.set(key, [finding.fingerprint]);
    }
  }
  const rest: SettledFinding[] = [];
  const asCause: SettledFinding[] = [];
  const settled = new Set<SettledFinding>();
  for (const finding of findings) {
    if (merged.has(finding.fingerprint)) continue;
    const umbrella = rules.get(finding.rule)?.rule.cause_of;
    const explained = explainedBy(finding, umbrella);
    for (const { causes } of explained) causes.push(finding);
    if (isToldElsewhere(finding, explained)) settled.add(finding);
    (explained.length > 0 ? asCause : rest).push(finding);
  }
  const umbrellaFindings = [...merged.values()].map(({ finding, causes }) => {
    causes.sort((a, b) => byCodeUnit(a.rule, b.rule) || byCodeUnit(a.reason, b.reason) || byCodeUnit(a.msg, b.msg));
    return {
      ...raisedByCauses(
        finding,
        causes.filter((cause) => !settled.has(cause)),
      ),
      causes: causes.map(causeOf),
    };
  });
  return { findings: [...umbrellaFindings, ...rest], asCause };

  function explainedBy(cause: SettledFinding, umbrella: string | undefined) {
    const marks = umbrella ? (byAccess.get(causeKey(umbrella, cause)) ?? []) : [];
    return marks.flatMap((mark) => merged.get(mark) ?? []);
  }
}

/**
 * Whether what a rule finds so grave in a whole account is told as gravely by one of those it explains: that the account holds
 * something privileged makes the grant of that graver, and no other.
 */
function isToldElsewhere(
  { grant, severity, steps = [] }: SettledFinding,
  explained: readonly { readonly finding: SettledFinding }[],
): boolean {
  if (grant !== undefined || steps.some(({ by }) => by !== "rule")) return false;
  return explained.some(({ finding }) => compareSeverity(finding.severity, severity) >= 0);
}

/** What has no account is about nobody's access in particular: it explains nothing, and nothing explains it. */
function accessKeys({ rule, account, grant = "" }: SettledFinding): string[] {
  if (account === undefined) return [];
  return [JSON.stringify([rule, account]), JSON.stringify([rule, account, grant])];
}

function causeKey(umbrella: string, { account, grant }: SettledFinding): string {
  if (account === undefined) return "";
  return JSON.stringify(grant ? [umbrella, account, grant] : [umbrella, account]);
}

function causeOf(finding: SettledFinding): Cause {
  return { rule: finding.rule, reason: finding.reason, msg: finding.msg, severity: finding.severity };
}
