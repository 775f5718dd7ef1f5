import type { Finding } from "../../model/report.ts";
import { type EntryLine, flowText, foundText, sortedLines } from "../decisions/entry-line.ts";
import type { Choice } from "./choose.ts";

/** Findings as lines of the baseline, sorted by fingerprint. */
export function entryLines(
  findings: readonly Pick<
    Finding,
    "fingerprint" | "rule" | "reason" | "app" | "title" | "severity" | "name" | "object"
  >[],
  { owner, until }: Pick<Choice, "owner" | "until">,
): EntryLine[] {
  return sortedLines(
    findings.map(({ fingerprint, title, severity, name, object, ...found }) => ({
      fingerprint,
      line: `- { fingerprint: "${fingerprint}", found: ${foundText(found)}, title: ${flowText(`${name ?? object}: ${title}`)}, severity: ${severity}, owner: ${flowText(owner)}, until: ${until} }`,
    })),
  );
}
