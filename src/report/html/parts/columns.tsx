/** @jsxImportSource preact */
import type { Stretch } from "./bar.tsx";
import { Legend, type Meaning } from "./legend.tsx";

/** A column of a plot over time; without stretches nothing is known of it. */
export interface Column {
  readonly key: string;
  readonly stretches?: readonly Stretch[] | undefined;
}

interface ColumnsProps {
  readonly title: string;
  readonly columns: readonly Column[];
  /** The same in words, for whoever does not see it. */
  readonly words: string;
  readonly legend: readonly Meaning[];
}

const height = 100;
const [width, gap] = [10, 2];

/** Columns side by side, as high as their numbers, which stand in a table beside it. */
export function Columns({ title, columns, words, legend }: ColumnsProps) {
  const most = Math.max(1, ...columns.map(({ stretches = [] }) => stretches.reduce((sum, { part }) => sum + part, 0)));
  return (
    <figure class="plot wide">
      <figcaption>{title}</figcaption>
      <svg
        role="img"
        aria-label={words}
        width="100%"
        height={height + 20}
        viewBox={`0 0 ${Math.max(1, columns.length) * width} ${height}`}
        preserveAspectRatio="none"
      >
        <rect class="track" width="100%" height="100%" />
        {columns.flatMap(({ key, stretches }, at) =>
          stretches
            ? placed(stretches, most).map(({ as, y, tall }) => (
                <rect
                  key={`${key} ${as}`}
                  class={`fill ${as}`}
                  x={at * width + gap / 2}
                  y={y}
                  width={width - gap}
                  height={tall}
                />
              ))
            : [
                <rect
                  key={key}
                  class="fill untold"
                  vector-effect="non-scaling-stroke"
                  x={at * width + gap / 2}
                  y="0"
                  width={width - gap}
                  height={height}
                />,
              ],
        )}
      </svg>
      <Legend entries={legend} />
    </figure>
  );
}

/** Stretches on top of each other, from the bottom. */
function placed(stretches: readonly Stretch[], most: number) {
  let below = 0;
  return stretches
    .filter(({ part }) => part > 0)
    .map(({ part, as }) => {
      const tall = Math.round((part * height * 100) / most) / 100;
      below += tall;
      return { as, y: Math.round((height - below) * 100) / 100, tall };
    });
}
