import type { Finding, Report } from "../model/report.ts";

/**
 * A report with what rules say of other waivers than those it was judged by. The waivers of a pull request waive nothing
 * in its own check, and are judged all the same: whether they are valid is what it declares.
 */
export function withFindingsOnWaivers(report: Report, { findings }: Pick<Report, "findings">): Report {
  const others = report.findings.filter((finding) => !isAboutWaiver(finding));
  return { ...report, findings: [...others, ...findings.filter(isAboutWaiver)] };
}

/** The subject of a document about a waiver is `waiver:<id>`. */
function isAboutWaiver({ subject }: Finding): boolean {
  return subject.startsWith("waiver:");
}
