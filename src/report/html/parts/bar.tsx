/** @jsxImportSource preact */

/** A stretch of a bar: how much of the whole it is, and as what it is drawn. */
export interface Stretch {
  readonly part: number;
  readonly as: string;
}

/** Stretches side by side on a track. Numbers stand beside it as text, so that it needs none of its own. */
export function Bar({ stretches, of }: { readonly stretches: readonly Stretch[]; readonly of: number }) {
  let before = 0;
  const placed = stretches
    .filter(({ part }) => part > 0 && of > 0)
    .map(({ part, as }) => {
      const x = before;
      before += part;
      return { as, x: percent(x, of), width: percent(part, of) };
    });
  return (
    <svg class="bar" width="100%" height="10" aria-hidden="true" focusable="false">
      <rect class="track" width="100%" height="10" rx="2" />
      {placed.map(({ as, x, width }) => (
        <rect key={as} class={`fill ${as}`} x={x} width={width} height="10" />
      ))}
    </svg>
  );
}

function percent(part: number, of: number): string {
  return `${Math.round((part * 10_000) / of) / 100}%`;
}
