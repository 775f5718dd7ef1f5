import type { Report } from "../../model/report.ts";
import { safeText } from "../../report/safe-text.ts";
import { shorten } from "../../report/shorten.ts";
import { headline } from "../../report/verdict.ts";
import { bodyOf } from "./body.ts";

/** GitHub takes 65,536 characters; what is longer than this nobody reads in a conversation. */
const largestBody = 30_000;

/** The first line of what we write, by which it is found again. It shows nowhere, and holds nothing that ends it. */
export function markerOf(what: "comment" | "issue" | "proposal", key: string): string {
  return `<!-- entitlint ${what} ${encodeURIComponent(key).replaceAll("-", "%2D")} -->`;
}

/** A comment or an issue that is yet to be written. */
export interface Sticky {
  readonly marker: string;
  readonly title: string;
  readonly body: string;
  /** Whether there is something that somebody has to look at. */
  readonly isCall: boolean;
}

/** What one comment or issue says of a report: the same text whenever the report is the same, so that nothing is edited for nothing. */
export function stickyOf(
  report: Report,
  { what, key, link }: { readonly what: "comment" | "issue"; readonly key: string; readonly link: string | undefined },
): Sticky {
  const marker = markerOf(what, key);
  const more = link === undefined ? "" : `[The run](${link}) has the whole report. `;
  return {
    marker,
    title: shorten(safeText(headline(report)), 200),
    body: `${marker}\n${bodyOf(report, { size: largestBody - marker.length - 1, more })}`,
    isCall: report.exitCode !== 0,
  };
}
