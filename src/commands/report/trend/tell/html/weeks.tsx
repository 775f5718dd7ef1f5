/** @jsxImportSource preact */
import { severities } from "../../../../../model/severity.ts";
import type { Trend, TrendWeek } from "../../../../../model/trend.ts";
import { Columns } from "../../../../../report/html/parts/columns.tsx";
import { Section } from "../../../../../report/html/parts/section.tsx";
import { Table } from "../../../../../report/html/parts/table.tsx";
import { Prose } from "../../../../../report/html/parts/words.tsx";
import { sparkText } from "../sparkline.ts";
import { columnNotes, severityColumns, severityRow, severitySum, weekColumns, weekRow } from "../tables.ts";

const unknown = { as: "untold", text: "no snapshot was judged" };

/** What every week brought, drawn and in numbers. */
export function Weeks({ trend }: { readonly trend: Trend }) {
  const { weeks } = trend;
  const downwards = severities.toReversed();
  const numbers = (of: "open" | "new" | "mended") => weeks.map(({ all }) => all?.[of]);
  return (
    <Section
      id="weeks"
      title="By week"
      about="Weeks begin on Monday, in UTC. Open is what was open at the end of the week."
    >
      <Columns
        title="Open at the end of each week, by severity"
        columns={weeks.map(({ week, bySeverity }) => ({
          key: week,
          stretches: bySeverity && severities.map((severity) => ({ part: bySeverity[severity].open, as: severity })),
        }))}
        words={wordsOf("Open", weeks, numbers("open"))}
        legend={[...downwards.map((severity) => ({ as: severity, text: severity })), unknown]}
      />
      <Columns
        title="New and mended in each week"
        columns={weeks.map(({ week, all }) => ({
          key: week,
          stretches: all && [
            { part: all.mended, as: "met" },
            { part: all.new, as: "unmet" },
          ],
        }))}
        words={`${wordsOf("New", weeks, numbers("new"))} ${wordsOf("Mended", weeks, numbers("mended"))}`}
        legend={[{ as: "unmet", text: "new" }, { as: "met", text: "mended" }, unknown]}
      />
      <Table label="By week" head={weekColumns} rows={weeks.map(weekRow)} />
      <h3>By severity: open at the end of the week, +come and −mended in it</h3>
      <Table
        label="By severity: open at the end of the week, come and mended in it"
        head={severityColumns}
        rows={[...weeks.map(severityRow), severitySum(weeks)]}
      />
      {columnNotes.map((note) => (
        <p key={note} class="faint">
          <Prose text={note} />
        </p>
      ))}
    </Section>
  );
}

function wordsOf(what: string, weeks: readonly TrendWeek[], numbers: readonly (number | undefined)[]): string {
  const [first, last] = [weeks.at(0)?.week ?? "", weeks.at(-1)?.week ?? ""];
  return `${what}, from ${first} to ${last}: ${sparkText(numbers)}. The table below has all numbers.`;
}
