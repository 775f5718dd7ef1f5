/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { figure } from "./words.tsx";

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly count?: number;
  /** What the section is, for whoever sees it for the first time. */
  readonly about?: string;
  readonly children: ComponentChildren;
}

/** A part of the page that the list of contents leads to. */
export function Section({ id, title, count, about, children }: SectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        {title}
        {count === undefined ? null : <span class="count"> {figure(count)}</span>}
      </h2>
      {about === undefined ? null : <p class="about">{about}</p>}
      {children}
    </section>
  );
}

/** What is long and rarely asked for: closed on the screen, open on paper. */
export function Folded({
  title,
  children,
}: {
  readonly title: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  return (
    <details class="folded">
      <summary>{title}</summary>
      <div class="inside">{children}</div>
    </details>
  );
}
