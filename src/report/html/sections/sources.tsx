/** @jsxImportSource preact */

import { qualityFacts } from "../../../model/quality.ts";
import type { Report, ReportSource } from "../../../model/report.ts";
import { blindSpotText } from "../../posture-text.ts";
import { qualityColumns, qualityLines } from "../../quality-text.ts";
import { Folded, Section } from "../parts/section.tsx";
import { shareCell } from "../parts/share-bar.tsx";
import { Table } from "../parts/table.tsx";
import { Name, Prose } from "../parts/words.tsx";

/** What was read of each system, how complete it is, and what no rule looks at. */
export function Sources({ report }: { readonly report: Report }) {
  const { sources, quality = [], posture } = report;
  const spots = posture?.blindSpots ?? [];
  const lacking = qualityLines(report);
  return (
    <Section id="sources" title="What was read" count={sources.length}>
      {sources.length === 0 ? <p class="empty">Nothing was read.</p> : <Read sources={sources} />}
      {quality.length === 0 ? null : (
        <>
          <h3>How complete the records are</h3>
          <ul class="plain">
            {lacking.map((line) => (
              <li key={line}>
                <Prose text={line} />
              </li>
            ))}
          </ul>
          <Table
            label="How complete the records are"
            head={qualityColumns}
            rows={quality.map((one) => [
              <Name key="system" text={one.system} />,
              one.kind,
              one.records,
              ...qualityFacts.map((fact) => shareCell(one[fact])),
            ])}
          />
        </>
      )}
      {spots.length === 0 ? null : (
        <Folded title={`Read, and looked at by no rule: ${spots.length}`}>
          <ul class="plain">
            {spots.map((spot) => (
              <li key={`${spot.system} ${spot.kind}`}>
                <Prose text={blindSpotText(spot)} />
              </li>
            ))}
          </ul>
        </Folded>
      )}
    </Section>
  );
}

function Read({ sources }: { readonly sources: readonly ReportSource[] }) {
  return (
    <Table
      label="What was read of each system"
      head={["system", "role", "kind", "records", "read", "observed", "required", "declares"]}
      rows={sources.flatMap(({ system, role, required, declares, kinds }) =>
        (kinds.length > 0 ? kinds : [undefined]).map((kind) => [
          <Name key="system" text={system} />,
          role,
          kind ? <Name key="kind" text={kind.kind} /> : "–",
          kind?.count ?? "",
          kind ? [kind.completeness, ...(kind.freshness ? [kind.freshness] : [])].join(", ") : "nothing",
          kind?.observedAt ?? "",
          required ? "yes" : "no",
          declares ? "yes" : "no",
        ]),
      )}
    />
  );
}
