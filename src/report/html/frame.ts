import { createHash } from "node:crypto";
import type { VNode } from "preact";
import { render as renderToString } from "preact-render-to-string";

/** What may run and be shown: the page's own script, where it has one, and style by their digests, and nothing from anywhere. */
export function contentPolicy(script: string | undefined, style: string): string {
  return [
    "default-src 'none'",
    `script-src '${script === undefined ? "none" : digestOf(script)}'`,
    `style-src '${digestOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

function digestOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** A part of the page as text. */
export function written(node: VNode): string {
  return renderToString(node);
}
