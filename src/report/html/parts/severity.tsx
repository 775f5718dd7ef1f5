/** @jsxImportSource preact */

/** How many of five steps are filled, so that a severity is told by more than its colour. */
const steps = { info: 1, low: 2, medium: 3, high: 4, critical: 5 } as const;

export function SeverityMark({ severity }: { readonly severity: keyof typeof steps }) {
  return (
    <span class={`severity ${severity}`}>
      <svg width="17" height="12" viewBox="0 0 17 12" aria-hidden="true" focusable="false">
        {[1, 2, 3, 4, 5].map((step) => (
          <rect
            key={step}
            x={(step - 1) * 3.5}
            y={12 - step * 2.4}
            width="2.5"
            height={step * 2.4}
            class={step <= steps[severity] ? "full" : "hollow"}
          />
        ))}
      </svg>
      {severity}
    </span>
  );
}
