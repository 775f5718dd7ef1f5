/** @jsxImportSource preact */
import type { Finding } from "../../../model/report.ts";
import { groupBy } from "../../group-by.ts";
import { Folded } from "../parts/section.tsx";
import { Table } from "../parts/table.tsx";
import { Code, figure } from "../parts/words.tsx";

/** Applications that get a column; more of them than this nobody compares. */
const mostColumns = 14;

/** Shades from few to many. */
const shades = 4;

/** Which rule is violated how often in which application: the darker, the more often. */
export function Matrix({ findings }: { readonly findings: readonly Finding[] }) {
  const rules = byNumber(groupBy(findings, ({ rule }) => rule));
  const apps = byNumber(groupBy(findings, ({ app }) => app)).map(([app]) => app);
  if (apps.length < 2 || rules.length < 2) return null;
  const shown = apps.length > mostColumns ? apps.slice(0, mostColumns - 1) : apps;
  const cells = rules.map(([rule, of]) => {
    const numbers = shown.map((app) => of.filter((finding) => finding.app === app).length);
    return { rule, numbers, rest: of.length - numbers.reduce((sum, number) => sum + number, 0), all: of.length };
  });
  const most = Math.max(...cells.flatMap(({ numbers }) => numbers));
  const hasRest = shown.length < apps.length;
  return (
    <Folded title="By rule and application">
      <Table
        label="To mend by rule and application"
        head={["rule", ...shown, ...(hasRest ? ["elsewhere"] : []), "all"]}
        rows={cells.map(({ rule, numbers, rest, all }) => [
          <Code key="rule" text={rule} />,
          ...numbers.map((number) => shaded(number, most)),
          ...(hasRest ? [shaded(rest, most)] : []),
          all,
        ])}
      />
    </Folded>
  );
}

function shaded(number: number, most: number) {
  if (number === 0) return <span class="cell none">·</span>;
  return <span class={`cell shade-${Math.min(shades, Math.ceil((number * shades) / most))}`}>{figure(number)}</span>;
}

function byNumber(groups: ReadonlyMap<string, readonly Finding[]>): [string, readonly Finding[]][] {
  return [...groups].toSorted(([a, of], [b, others]) => others.length - of.length || (a < b ? -1 : 1));
}
