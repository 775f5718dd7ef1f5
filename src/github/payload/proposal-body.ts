import { counted } from "../../counted.ts";
import type { Manifest } from "../../model/manifest.ts";
import { safeMarkdown } from "../../report/safe-text.ts";
import { shorten } from "../../report/shorten.ts";

/** What differs in one kind, by numbers. */
export interface KindChange {
  readonly system: string;
  readonly kind: string;
  readonly added: readonly unknown[];
  readonly removed: readonly unknown[];
  readonly changed: readonly unknown[];
}

/** Lines of each list; the files themselves have the rest. */
const mostLines = 200;

/** What a pull request with a snapshot says: numbers alone, because records stand in its files. */
export function proposalBody(manifest: Manifest, diff: { readonly kinds: readonly KindChange[] } | undefined): string {
  return [
    "What the sources of this repository's config hold now. Merging it makes it what checks judge.",
    ...changeSection(diff),
    ...doubtSection(manifest),
  ].join("\n\n");
}

function changeSection(diff: { readonly kinds: readonly KindChange[] } | undefined): string[] {
  if (diff === undefined) return ["This is the first snapshot."];
  if (diff.kinds.length === 0) return ["No record differs; only times, last uses or history do."];
  const rows = diff.kinds.map(
    ({ system, kind, added, removed, changed }) =>
      `| ${cell(system)} | ${kind} | ${added.length} | ${removed.length} | ${changed.length} |`,
  );
  const head = ["| system | kind | added | removed | changed |", "| --- | --- | ---: | ---: | ---: |"];
  return [[...head, ...limited(rows)].join("\n")];
}

/** What was not read in full, so that nobody takes old records for new ones. */
function doubtSection({ sources }: Manifest): string[] {
  const doubted = Object.entries(sources).flatMap(([system, { kinds }]) =>
    Object.entries(kinds).flatMap(([kind, { completeness }]) =>
      completeness === "partial" || completeness === "denied" ? [`- ${cell(system)} ${kind}: ${completeness}`] : [],
    ),
  );
  if (doubted.length === 0) return [];
  return [`### ${counted(doubted.length, "kind")} not read in full\n\n${limited(doubted).join("\n")}`];
}

function limited(lines: readonly string[]): string[] {
  const rest = lines.length - mostLines;
  return rest > 0 ? [...lines.slice(0, mostLines), `\n… and ${rest} more`] : [...lines];
}

function cell(text: string): string {
  return safeMarkdown(shorten(text, 100));
}
