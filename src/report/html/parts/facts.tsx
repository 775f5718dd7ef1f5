/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";

/** A thing that is known, by its name; without a text it is left out. */
export type Fact = readonly [name: string, text: ComponentChildren];

export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts
        .filter(([, text]) => text !== undefined && text !== null && text !== "" && text !== false)
        .map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
    </dl>
  );
}
