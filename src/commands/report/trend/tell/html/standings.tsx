/** @jsxImportSource preact */
import type { EpisodeState, Trend, TrendFinding } from "../../../../../model/trend.ts";
import { Section } from "../../../../../report/html/parts/section.tsx";
import { SeverityMark } from "../../../../../report/html/parts/severity.tsx";
import { Table } from "../../../../../report/html/parts/table.tsx";
import { Code, figure, Name } from "../../../../../report/html/parts/words.tsx";
import { measuredText, standingText, stateWords } from "../words.ts";

/** Findings of each standing that are shown; JSON and CSV have all. */
const mostRows = 500;

const states: readonly EpisodeState[] = ["open", "not-observable", "waived", "mended"];

/** Every finding: first and last seen, its age, and what became of it. */
export function Standings({ trend: { findings } }: { readonly trend: Trend }) {
  return (
    <Section id="findings" title="Findings" count={findings.length}>
      {findings.length === 0 ? <p class="empty">No snapshot that was judged shows any.</p> : null}
      {states.map((state) => (
        <Standing key={state} state={state} findings={findings.filter((finding) => finding.state === state)} />
      ))}
    </Section>
  );
}

function Standing({ state, findings }: { state: EpisodeState; findings: readonly TrendFinding[] }) {
  if (findings.length === 0) return null;
  const hidden = findings.length - mostRows;
  const title = `${stateWords[state].slice(0, 1).toUpperCase()}${stateWords[state].slice(1)}`;
  return (
    <>
      <h3>
        {title} <span class="count">{figure(findings.length)}</span>
      </h3>
      <Table
        label={title}
        head={["rule", "severity", "application", "object", "who", "since when", "noticed after"]}
        rows={findings
          .slice(0, mostRows)
          .map((finding) => [
            <Code key="rule" text={finding.rule} />,
            <SeverityMark key="severity" severity={finding.severity} />,
            <Name key="app" text={finding.app} />,
            <Code key="object" text={finding.object} />,
            <Name key="who" text={finding.name ?? finding.subject} />,
            standingText(finding),
            measuredText(finding.episodes.at(-1)?.detect),
          ])}
      />
      {hidden > 0 ? <p class="faint">… and {figure(hidden)} more, which JSON and CSV have</p> : null}
    </>
  );
}
