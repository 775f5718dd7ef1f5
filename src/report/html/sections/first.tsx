/** @jsxImportSource preact */
import type { Notice, Obstacle, Report } from "../../../model/report.ts";
import { troublesOf } from "../../verdict.ts";
import { Section } from "../parts/section.tsx";
import { Code, Prose } from "../parts/words.tsx";

/** What has to be known before anything else is read: why nothing was judged, and what findings may come from. */
export function First({ report }: { readonly report: Report }) {
  const troubles = troublesOf(report);
  return (
    <>
      {troubles.length === 0 ? null : (
        <Section id="obstacles" title="Could not judge" count={troubles.length}>
          <Told entries={troubles} kind="bad" />
        </Section>
      )}
      {report.notices.length === 0 ? null : (
        <Section id="notices" title="Read this first" count={report.notices.length}>
          <Told entries={report.notices} kind="notice" />
        </Section>
      )}
    </>
  );
}

function Told({ entries, kind }: { readonly entries: readonly (Notice & Obstacle)[]; readonly kind: string }) {
  return (
    <ul class={`told ${kind}`}>
      {entries.map(({ code, text, app, source, rule }) => (
        <li key={`${code} ${text}`}>
          <Prose text={text} />
          <span class="sub">
            {[code, app, source, rule]
              .filter((word) => word !== undefined)
              .map((word, at) => (
                <Code key={at} text={word} />
              ))}
          </span>
        </li>
      ))}
    </ul>
  );
}
