/** @jsxImportSource preact */
import { counted } from "../../../counted.ts";
import type { NotEvaluable, Report } from "../../../model/report.ts";
import { idleRules, lackOf, silenceCount, silentRule } from "../../blind-text.ts";
import { groupBy } from "../../group-by.ts";
import { Folded, Section } from "../parts/section.tsx";
import { Table } from "../parts/table.tsx";
import { Code, Name, Names, Prose } from "../parts/words.tsx";

/** Rules that gave no verdict somewhere, by what they lacked, and those that nothing was put before. */
export function Silences({ report }: { readonly report: Report }) {
  const { notEvaluable } = report;
  const idle = idleRules(report);
  const groups = [...groupBy(notEvaluable, ({ code }) => code)].toSorted(([, a], [, b]) => b.length - a.length);
  return (
    <>
      <Section id="not-evaluable" title="Not evaluable" about="No verdict on these, neither pass nor finding.">
        <p>{silenceCount(report)}.</p>
        {groups.map(([code, entries]) => (
          <Silence key={code} code={code} entries={entries} />
        ))}
      </Section>
      {idle.length === 0 ? null : (
        <Section id="idle" title="Nothing to examine" count={idle.length}>
          <p>
            Nothing of the sort is there, so that these did not pass: <Names texts={idle} />.
          </p>
        </Section>
      )}
    </>
  );
}

function Silence({ code, entries }: { readonly code: string; readonly entries: readonly NotEvaluable[] }) {
  const rules = new Set(entries.map(({ rule }) => rule)).size;
  const required = entries.some((entry) => entry.required);
  const title = (
    <>
      {counted(rules, "rule lacks", "rules lack")} <Prose text={lackOf(code)} />{" "}
      <span class="faint">
        <Code text={code} />
      </span>
      {required ? <strong> (some of them required)</strong> : null}
    </>
  );
  return (
    <Folded title={title}>
      <Table
        label={`Rules without a verdict: ${code}`}
        head={["rule", "in", "why", "required"]}
        rows={entries.map((entry) => [
          <Code key="rule" text={silentRule(entry)} />,
          <Name key="app" text={entry.app} />,
          <Prose key="why" text={entry.text} />,
          entry.required ? "yes" : "no",
        ])}
      />
    </Folded>
  );
}
