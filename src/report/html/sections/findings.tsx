/** @jsxImportSource preact */
import { counted } from "../../../counted.ts";
import type { PageRule } from "../page-data.ts";
import { FindingCard } from "../parts/finding-card.tsx";
import { Section } from "../parts/section.tsx";
import type { ShownFinding } from "../shown-finding.ts";

/** Findings that stand in the page itself, for whoever reads it without its script. */
const mostWithoutScript = 500;

interface FindingsProps {
  readonly findings: readonly ShownFinding[];
  readonly rules: readonly PageRule[];
  readonly nothing: string;
}

/** The findings as a list; the page's script puts one in its place that can be searched and divided. */
export function Findings({ findings, rules, nothing }: FindingsProps) {
  const places = new Map(rules.map(({ id }, at) => [id, at]));
  const shown = findings.slice(0, mostWithoutScript);
  const left = findings.length - shown.length;
  return (
    <Section id="findings" title="Findings" count={findings.length}>
      <noscript>
        <p class="note">
          Scripts are off, so there is no search here.{" "}
          {left > 0
            ? `The first ${mostWithoutScript} findings are shown and ${counted(left, "more", "more")} are not; the formats csv and json have all.`
            : "All findings are shown."}
        </p>
      </noscript>
      <div id="finder">
        {shown.length === 0 ? <p class="empty">{nothing}</p> : null}
        <ol class="findings">
          {shown.map((finding) => {
            const ruleAt = places.get(finding.rule) ?? -1;
            return <FindingCard key={finding.fingerprint} {...{ finding, ruleAt, rule: rules[ruleAt] }} />;
          })}
        </ol>
      </div>
    </Section>
  );
}
