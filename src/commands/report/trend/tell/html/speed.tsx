/** @jsxImportSource preact */
import type { Trend } from "../../../../../model/trend.ts";
import { Section } from "../../../../../report/html/parts/section.tsx";
import { Table } from "../../../../../report/html/parts/table.tsx";
import { Prose } from "../../../../../report/html/parts/words.tsx";
import { timesColumns, timesNotes, timesRow } from "../words.ts";

/** How long it takes until something is noticed, and until it is mended. */
export function Speed({ trend }: { readonly trend: Trend }) {
  return (
    <Section id="speed" title="How fast">
      <Table
        label="How fast"
        head={["what", ...timesColumns.slice(1)]}
        rows={[timesRow("noticed", trend.detect), timesRow("mended", trend.mend)]}
      />
      {timesNotes.map((note) => (
        <p key={note} class="faint">
          <Prose text={note} />
        </p>
      ))}
    </Section>
  );
}
