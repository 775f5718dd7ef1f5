/** @jsxImportSource preact */
import type { Report } from "../../../model/report.ts";
import { idleRules } from "../../blind-text.ts";
import { troublesOf } from "../../verdict.ts";

/** Links to the parts of the page, of those that are there. */
export function Contents({ report }: { readonly report: Report }) {
  const parts: [id: string, title: string, shown: boolean][] = [
    ["summary", "Summary", true],
    ["obstacles", "Could not judge", troublesOf(report).length > 0],
    ["notices", "Read this first", report.notices.length > 0],
    ["overview", "Overview", report.findings.some(({ change }) => change !== "fixed")],
    ["findings", "Findings", true],
    ["comparison", "Pull request", report.compared !== undefined],
    ["undecided", "Could not be decided", true],
    ["not-evaluable", "Not evaluable", true],
    ["idle", "Nothing to examine", idleRules(report).length > 0],
    ["decisions", "Waivers and baseline", true],
    ["posture", "Posture", report.posture !== undefined],
    ["sources", "What was read", true],
    ["rules", "Rules", true],
    ["about", "About this report", true],
  ];
  return (
    <nav class="contents" aria-label="Contents">
      <ul>
        {parts
          .filter(([, , shown]) => shown)
          .map(([id, title]) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
      </ul>
    </nav>
  );
}
