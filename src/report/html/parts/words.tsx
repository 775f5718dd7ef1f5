/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { safeText } from "../../safe-text.ts";

/** A name as somebody chose it: nothing of it acts, and its direction of writing ends with it. */
export function Name({ text }: { readonly text: string }) {
  return <bdi>{safeText(text)}</bdi>;
}

/** A name that is read sign by sign: ids, paths, digests. */
export function Code({ text }: { readonly text: string }) {
  return (
    <code>
      <Name text={text} />
    </code>
  );
}

/** Several names, told apart by more than a comma could. */
export function Names({ texts }: { readonly texts: readonly string[] }) {
  return <>{between(texts.map((text) => <Code key={text} text={text} />))}</>;
}

/** Sentences. Line ends of their source mean nothing, and what stands in backticks is to be typed. */
export function Prose({ text }: { readonly text: string }) {
  const parts = text
    .trim()
    .replace(/\s+/g, " ")
    .split(/`([^`]+)`/);
  return (
    <bdi>
      {parts.map((part, index) => (index % 2 === 1 ? <code key={index}>{safeText(part)}</code> : safeText(part)))}
    </bdi>
  );
}

/** A large number with its thousands apart. */
export function figure(value: number): string {
  return value.toLocaleString("en-US");
}

function between(parts: readonly ComponentChildren[]): ComponentChildren[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [", ", part]));
}
