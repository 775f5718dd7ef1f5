/** @jsxImportSource preact */
import { counted } from "../../../counted.ts";
import { exitCodes } from "../../../exit-codes.ts";
import { isDebt, isDue } from "../../../model/gate.ts";
import type { Report } from "../../../model/report.ts";
import { severities } from "../../../model/severity.ts";
import { silenceCount } from "../../blind-text.ts";
import { comparedText } from "../../comparison.ts";
import { butUndecided, casesIn, exitMeaning, headline, isJudged } from "../../verdict.ts";
import { SeverityMark } from "../parts/severity.tsx";
import { figure, Name, Prose } from "../parts/words.tsx";

/** The verdict, and what it rests on. */
export function Summary({ report }: { readonly report: Report }) {
  const { asOf, exitCode, gate, population, tool } = report;
  const compared = comparedText(report);
  const but = butUndecided(report);
  const { title, mark } = verdictOf(report);
  return (
    <header id="summary" class={`verdict ${mark}`}>
      <p class="brand">
        entitlint <Name text={tool.version} />
      </p>
      <h1>
        <span class="sign" aria-hidden="true">
          {signs[mark]}
        </span>
        {title}
      </h1>
      <p class="meaning">
        Exit code {exitCode}: {exitMeaning(report)}
        {but}. Judged as of <time dateTime={asOf}>{asOf}</time>, gate at {gate.failOn}
        {report.compared ? ", of what was introduced" : ""}.
      </p>
      {isJudged(report) ? null : <p class="caveat">What this report does not show may be there all the same.</p>}
      <OfSomeRules report={report} />
      {compared === undefined ? null : (
        <p>
          <Prose text={compared} />
        </p>
      )}
      <Counts report={report} />
      <p class="population">
        {[
          `${counted(population.subjects, "subject")} (${counted(population.machines, "machine")})`,
          counted(population.accounts, "account"),
          counted(population.grants, "grant"),
          counted(population.credentials, "credential"),
        ].join(", ")}{" "}
        in {counted(population.documents, "document")}
      </p>
    </header>
  );
}

/** A verdict of some rules alone must not be taken for that of all, and is looked at, printed and kept by itself. */
function OfSomeRules({ report }: { readonly report: Report }) {
  const chosen = report.notices.find(({ code }) => code === "rules-chosen");
  if (chosen === undefined) return null;
  return (
    <p class="caveat">
      <Prose text={`${chosen.text.slice(0, 1).toUpperCase()}${chosen.text.slice(1)}.`} />
    </p>
  );
}

const signs = { good: "✓", bad: "✕", unjudged: "!" } as const;

/** Without the tool's name, which stands above. A run that judged nothing looks like neither of the others. */
function verdictOf(report: Report) {
  const text = headline(report).replace(/^entitlint:? /, "");
  const title = `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
  const mark = !isJudged(report) ? "unjudged" : report.exitCode === exitCodes.clean ? "good" : "bad";
  return { title, mark } as const;
}

function Counts({ report }: { readonly report: Report }) {
  const { findings } = report;
  const due = findings.filter(isDue);
  const bySeverity = severities.toReversed().map((severity) => ({
    severity,
    count: due.filter((finding) => finding.severity === severity).length,
  }));
  const others: [href: string, text: string, count: number | string][] = [
    ["#findings", "known and put off", findings.filter(isDebt).length],
    ["#decisions", "waived", findings.filter(({ waiver }) => waiver !== undefined).length],
    ...(report.compared
      ? [["#findings", "fixed", findings.filter(({ change }) => change === "fixed").length] as [string, string, number]]
      : []),
    ["#undecided", "undecided", casesIn(report.unknowns)],
  ];
  return (
    <>
      <ul class="tiles" aria-label="Findings to mend by severity">
        {bySeverity.map(({ severity, count }) => (
          <li key={severity} class={count === 0 ? "none" : severity}>
            <strong>{figure(count)}</strong>
            <SeverityMark severity={severity} />
          </li>
        ))}
      </ul>
      <ul class="others">
        {others.map(([href, text, count]) => (
          <li key={text}>
            <a href={href}>
              <strong>{typeof count === "number" ? figure(count) : count}</strong> {text}
            </a>
          </li>
        ))}
        <li>
          <a href="#not-evaluable">{silenceCount(report)}</a>
        </li>
      </ul>
    </>
  );
}
