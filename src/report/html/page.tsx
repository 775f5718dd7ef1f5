/** @jsxImportSource preact */
import type { Report } from "../../model/report.ts";
import { severities } from "../../model/severity.ts";
import { headline, nothingText } from "../verdict.ts";
import { written } from "./frame.ts";
import { script, style } from "./inlined.ts";
import { dataLines, pageRules } from "./page-data.ts";
import { PageHead } from "./parts/head.tsx";
import { About } from "./sections/about.tsx";
import { Comparison } from "./sections/comparison.tsx";
import { Contents } from "./sections/contents.tsx";
import { Decisions } from "./sections/decisions.tsx";
import { Findings } from "./sections/findings.tsx";
import { First } from "./sections/first.tsx";
import { Silences } from "./sections/not-evaluable.tsx";
import { Overview } from "./sections/overview.tsx";
import { PostureSection } from "./sections/posture.tsx";
import { Rules } from "./sections/rules.tsx";
import { Sources } from "./sections/sources.tsx";
import { Summary } from "./sections/summary.tsx";
import { Undecided } from "./sections/undecided.tsx";
import { shownFindings } from "./shown-finding.ts";

/** The page, part by part, so that a large one is never one text. */
export function* pageParts(report: Report): Generator<string> {
  const findings = shownFindings(report);
  const rules = pageRules(report);
  const nothing = nothingText(report);
  yield `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n`;
  const title = `${headline(report)}, as of ${report.asOf}`;
  yield written(<PageHead {...{ title, script, style }} />);
  yield `\n<style>${style}</style>\n</head>\n<body>\n<a class="skip" href="#findings">To the findings</a>\n`;
  yield `${written(<Contents report={report} />)}\n<main>\n`;
  const sections = [
    <Summary key="summary" report={report} />,
    <First key="first" report={report} />,
    <Overview key="overview" report={report} />,
    <Findings key="findings" {...{ findings, rules, nothing }} />,
    <Comparison key="comparison" report={report} />,
    <Undecided key="undecided" {...report} />,
    <Silences key="silences" report={report} />,
    <Decisions key="decisions" report={report} />,
    <PostureSection key="posture" {...report} />,
    <Sources key="sources" report={report} />,
    <Rules key="rules" {...report} />,
    <About key="about" {...report} />,
  ];
  for (const section of sections) yield `${written(section)}\n`;
  yield `</main>\n<script type="application/json" id="data">`;
  yield* dataLines({ severities: severities.toReversed(), rules, nothing, findings });
  yield `</script>\n<script>${script}</script>\n</body>\n</html>\n`;
}
