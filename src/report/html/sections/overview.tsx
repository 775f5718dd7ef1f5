/** @jsxImportSource preact */
import { isDue, isOpen } from "../../../model/gate.ts";
import type { Finding, Report } from "../../../model/report.ts";
import { severities } from "../../../model/severity.ts";
import { groupBy } from "../../group-by.ts";
import { Plot, type PlotLine } from "../parts/plot.tsx";
import { Section } from "../parts/section.tsx";
import { SeverityMark } from "../parts/severity.tsx";
import { Code, figure, Name } from "../parts/words.tsx";
import { Matrix } from "./matrix.tsx";

/** Lines of a plot; what comes after them stands together in the last. */
const mostLines = 12;

/** How findings are spread over severities, applications and rules. */
export function Overview({ report }: { readonly report: Report }) {
  const open = report.findings.filter(isOpen);
  if (open.length === 0) return null;
  const due = open.filter(isDue);
  return (
    <Section id="overview" title="Overview">
      <div class="plots">
        <Plot
          title="Findings by severity"
          lines={severities.toReversed().map((severity) => bySeverity(severity, open))}
          legend={due.length < open.length ? [{ as: "untold", text: "known and put off" }] : []}
        />
        <Plot
          title="To mend by application"
          lines={linesOf(
            groupBy(due, ({ app }) => app),
            (app) => <Name text={app} />,
          )}
          legend={severities
            .toReversed()
            .filter((severity) => due.some((one) => one.severity === severity))
            .map((severity) => ({ as: severity, text: severity }))}
        />
        <Plot
          title="To mend by rule"
          wide
          lines={linesOf(
            groupBy(due, ({ rule }) => rule),
            (rule) => <Code text={rule} />,
          )}
        />
      </div>
      <Matrix findings={due} />
    </Section>
  );
}

function bySeverity(severity: Finding["severity"], open: readonly Finding[]): PlotLine {
  const own = open.filter((finding) => finding.severity === severity);
  const due = own.filter(isDue).length;
  const known = own.length - due;
  return {
    key: severity,
    label: <SeverityMark severity={severity} />,
    stretches: [
      { part: due, as: severity },
      { part: known, as: "untold" },
    ],
    value: known > 0 ? `${figure(due)} and ${figure(known)} known` : figure(due),
  };
}

function linesOf(
  groups: ReadonlyMap<string, readonly Finding[]>,
  label: (name: string) => PlotLine["label"],
): PlotLine[] {
  const sorted = [...groups].toSorted(([a, of], [b, others]) => others.length - of.length || (a < b ? -1 : 1));
  const shown = sorted.length > mostLines ? sorted.slice(0, mostLines - 1) : sorted;
  const rest = sorted.slice(shown.length);
  const lines = shown.map(([name, findings]) => lineOf(`of ${name}`, label(name), findings));
  if (rest.length === 0) return lines;
  return [
    ...lines,
    lineOf(
      "rest",
      `${rest.length} others`,
      rest.flatMap(([, findings]) => findings),
    ),
  ];
}

function lineOf(key: string, label: PlotLine["label"], findings: readonly Finding[]): PlotLine {
  const stretches = severities.toReversed().map((severity) => ({
    part: findings.filter((finding) => finding.severity === severity).length,
    as: severity,
  }));
  const words = stretches.filter(({ part }) => part > 0).map(({ part, as }) => `${figure(part)} ${as}`);
  return {
    ...{ key, label, stretches },
    value: (
      <>
        {figure(findings.length)}
        <span class="aside"> {words.join(", ")}</span>
      </>
    ),
  };
}
