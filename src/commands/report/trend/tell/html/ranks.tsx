/** @jsxImportSource preact */
import type { TrendRank } from "../../../../../model/trend.ts";
import { Plot } from "../../../../../report/html/parts/plot.tsx";
import { Section } from "../../../../../report/html/parts/section.tsx";
import { Table } from "../../../../../report/html/parts/table.tsx";
import { Code, figure } from "../../../../../report/html/parts/words.tsx";
import { rankColumns, rankRow } from "../tables.ts";

/** Bars that are drawn; the table has all. */
const mostBars = 12;

interface RanksProps {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly ranks: readonly TrendRank[];
}

/** Rules or applications, those with most open first. */
export function Ranks({ id, title, name, ranks }: RanksProps) {
  const open = ranks.filter((rank) => rank.open > 0).slice(0, mostBars);
  return (
    <Section id={id} title={title} count={ranks.length}>
      {open.length === 0 ? null : (
        <Plot
          title={`Most open, by ${name}`}
          wide
          lines={open.map((rank) => ({
            key: `of ${rank.id}`,
            label: <Code text={rank.id} />,
            stretches: [{ part: rank.open, as: "plain" }],
            value: figure(rank.open),
          }))}
        />
      )}
      <Table
        label={title}
        head={[name, ...rankColumns]}
        rows={ranks.map((rank) => {
          const [first, ...others] = rankRow(rank);
          return [<Code key="id" text={String(first)} />, ...others];
        })}
      />
    </Section>
  );
}
