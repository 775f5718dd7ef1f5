/** @jsxImportSource preact */

/** As what something is drawn, and what that means. */
export interface Meaning {
  readonly as: string;
  readonly text: string;
}

export function Legend({ entries }: { readonly entries: readonly Meaning[] }) {
  if (entries.length === 0) return null;
  return (
    <p class="legend">
      {entries.map(({ as, text }) => (
        <span key={as}>
          <svg width="12" height="12" aria-hidden="true" focusable="false">
            <rect class={`fill ${as}`} width="12" height="12" />
          </svg>
          {text}
        </span>
      ))}
    </p>
  );
}
