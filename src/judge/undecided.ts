import type { Finding, Report } from "../model/report.ts";

/** What tells an undecided case apart. */
type Case = Pick<Report["unknowns"][number], "rule" | "app" | "object" | "account" | "count">;

/** Whether a case that could not be decided is about just what a finding is about. */
export function isOpenCase(
  { rule, app, object, account }: Pick<Finding, "rule" | "app" | "object" | "account">,
  unknowns: readonly Case[],
): boolean {
  return unknowns.some(
    (unknown) =>
      unknown.rule === rule &&
      (unknown.object === object || (unknown.account ?? unknown.object) === (account ?? object) || isAll(unknown, app)),
  );
}

/** Cases of one cause are told together for their application. */
function isAll({ app, count }: Case, wanted: string): boolean {
  return count !== undefined && app === wanted;
}

/** What tells a finding that stands as the cause of another: there it has no fingerprint. */
export function causeKey(
  { rule, reason, msg }: Pick<Finding, "rule" | "reason" | "msg">,
  { app, account }: Pick<Finding, "app" | "account">,
): string {
  return JSON.stringify([rule, reason, msg, app, account ?? ""]);
}

/** All findings of a report that stand as causes of others. */
export function causeKeys(findings: readonly Finding[] = []): ReadonlySet<string> {
  return new Set(findings.flatMap((finding) => finding.causes.map((cause) => causeKey(cause, finding))));
}
