/** @jsxImportSource preact */
import type { Report } from "../../../model/report.ts";
import { groupBy } from "../../group-by.ts";
import { Folded, Section } from "../parts/section.tsx";
import { SeverityMark } from "../parts/severity.tsx";
import { Table } from "../parts/table.tsx";
import { Code, Name, Names, Prose } from "../parts/words.tsx";

/** Every rule with what it looks for, and how much of what it examined in each application. */
export function Rules({ rules, counts }: Report) {
  const examined = [...groupBy(counts, ({ rule }) => rule).values()].flat();
  return (
    <Section id="rules" title="Rules" count={rules.length}>
      {examined.length === 0 ? null : (
        <Folded title="Examined, by rule and application">
          <Table
            label="Examined, by rule and application"
            head={["rule", "in", "what", "examined", "violating", "shown as causes", "undecided"]}
            rows={examined.map((count) => [
              <Code key="rule" text={count.rule} />,
              <Name key="app" text={count.app} />,
              count.examines,
              count.examined,
              count.violating,
              count.asCause,
              count.unknown,
            ])}
          />
        </Folded>
      )}
      <ul class="rules">
        {rules.map(({ id, title, description, severity, remediation, controls, off }, at) => (
          <li key={id} id={`rule-${at}`}>
            <p class="rule-head">
              <Code text={id} /> <SeverityMark severity={severity} />
              {off ? <span class="mark">off</span> : null}
            </p>
            <p>
              <strong>
                <Name text={title} />.
              </strong>{" "}
              <Prose text={description} />
            </p>
            <p>
              <span class="faint">What to do</span> <Prose text={remediation} />
            </p>
            {controls.length === 0 ? null : (
              <p>
                <span class="faint">Controls</span> <Names texts={controls} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
