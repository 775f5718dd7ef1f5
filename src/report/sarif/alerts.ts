import { createHash } from "node:crypto";
import { isDue } from "../../model/gate.ts";
import type { Finding, Report } from "../../model/report.ts";
import { compareSeverity } from "../../model/severity.ts";
import { homeOf } from "../home.ts";
import { safeText } from "../safe-text.ts";
import { isJudged, troublesOf } from "../verdict.ts";
import { wholeText } from "../whole-text.ts";
import { couldNotJudge, type Descriptors } from "./descriptors.ts";
import { levels } from "./grades.ts";
import { locationOf } from "./location.ts";
import { sarifText } from "./texts.ts";

/** The longest text of a result. */
export const longestMessage = 1_000;

/** GitHub wants a whole region; the text of the line is not known here, so it is its first character. */
const firstColumn = { startColumn: 1, endColumn: 2 };

/** What is to become alerts, gravest first: what kept the run from judging, and every finding that nobody has put off. */
export function alertsOf(report: Report, descriptors: Descriptors): object[] {
  const troubles = isJudged(report) ? [] : troubleAlerts(report, descriptors);
  const open = report.findings.filter(isDue).toSorted((a, b) => compareSeverity(b.severity, a.severity));
  return [...troubles, ...open.map((finding) => findingAlert(finding, descriptors))];
}

function findingAlert(finding: Finding, descriptors: Descriptors): object {
  const { fingerprint, severity, place, note } = finding;
  return {
    ...descriptors.ofFinding(finding),
    level: levels[severity],
    message: { text: sarifText(wholeText(finding), longestMessage) },
    locations: [locationOf(place, firstColumn)],
    // GitHub tells alerts apart by this one alone, and would make its own from the line, which changes with every snapshot.
    partialFingerprints: { primaryLocationLineHash: `${fingerprint.slice(0, 16)}:1`, "entitlint/v1": fingerprint },
    ...(note !== undefined && { properties: { note: safeText(note) } }),
  };
}

function troubleAlerts(report: Report, descriptors: Descriptors): object[] {
  const place = homeOf(report);
  const seen = new Map<string, number>();
  return troublesOf(report).map(({ code, text, source, rule }) => {
    const mark = [couldNotJudge.id, code, source ?? "", rule ?? ""].join(" ");
    const count = (seen.get(mark) ?? 0) + 1;
    seen.set(mark, count);
    return {
      ...descriptors.of(couldNotJudge, couldNotJudge.severity),
      level: "error",
      message: { text: sarifText(`Could not judge: ${text}`, longestMessage) },
      locations: [locationOf(place, firstColumn)],
      partialFingerprints: { primaryLocationLineHash: `${digestOf(mark)}:${count}` },
    };
  });
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
