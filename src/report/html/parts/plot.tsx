/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { Bar, type Stretch } from "./bar.tsx";
import { Legend, type Meaning } from "./legend.tsx";

/** A line of a plot: what it is about, how it is divided, and the same in words. */
export interface PlotLine {
  readonly key: string;
  readonly label: ComponentChildren;
  readonly stretches: readonly Stretch[];
  readonly value: ComponentChildren;
}

interface PlotProps {
  readonly title: string;
  readonly lines: readonly PlotLine[];
  /** What the whole width stands for; the longest line where it is not told. */
  readonly of?: number;
  readonly legend?: readonly Meaning[];
  /** Set where names are long: it takes the whole width then. */
  readonly wide?: boolean;
}

/** Bars under each other, each with its name before it and its number behind, so that nothing rests on what is drawn. */
export function Plot({ title, lines, of, legend = [], wide = false }: PlotProps) {
  const whole = of ?? Math.max(1, ...lines.map(({ stretches }) => stretches.reduce((sum, { part }) => sum + part, 0)));
  return (
    <figure class={wide ? "plot wide" : "plot"}>
      <figcaption>{title}</figcaption>
      <ul>
        {lines.map(({ key, label, stretches, value }) => (
          <li key={key}>
            <span class="label">{label}</span>
            <Bar stretches={stretches} of={whole} />
            <span class="value">{value}</span>
          </li>
        ))}
      </ul>
      <Legend entries={legend} />
    </figure>
  );
}
