/** @jsxImportSource preact */
import type { Impact } from "../../../model/compared.ts";
import type { Report } from "../../../model/report.ts";
import { comparedText, impactText, noOwnersText, settingsFileText } from "../../comparison.ts";
import { Facts } from "../parts/facts.tsx";
import { Section } from "../parts/section.tsx";
import { SeverityMark } from "../parts/severity.tsx";
import { Table } from "../parts/table.tsx";
import { Code, Name, Prose } from "../parts/words.tsx";

/** With what was compared, and what the settings of a pull request would change. */
export function Comparison({ report }: { readonly report: Report }) {
  const { compared, impact } = report;
  if (!compared) return null;
  return (
    <Section id="comparison" title="Pull request">
      <p>
        <Prose text={comparedText(report) ?? ""} />
      </p>
      <Facts
        facts={[
          ["Base", <Code key="rev" text={compared.base.rev} />],
          ["Its commit", <Code key="commit" text={compared.base.commit} />],
          ["Parted at", <Code key="merge" text={compared.mergeBase} />],
          ["Base judged as of", compared.baseAsOf],
          ["Snapshot of", compared.snapshot],
          ["Rules and decisions of", compared.settings],
        ]}
      />
      {impact ? <ImpactPart impact={impact} /> : null}
    </Section>
  );
}

function ImpactPart({ impact }: { readonly impact: Impact }) {
  const nobody = noOwnersText(impact);
  return (
    <>
      <h3>Impact of its settings</h3>
      <p>
        <Prose text={impactText(impact)} /> {nobody}
      </p>
      <ul class="told bad">
        {impact.obstacles.map((text) => (
          <li key={text}>
            could not judge then: <Prose text={text} />
          </li>
        ))}
      </ul>
      <ul class="plain">
        {impact.files.map((file) => (
          <li key={file.file}>
            <Prose text={settingsFileText(file, impact)} />
          </li>
        ))}
      </ul>
      {impact.codeOwners === undefined ? null : (
        <p>
          Who has to approve stands in <Code text={impact.codeOwners} />.
        </p>
      )}
      <Table
        label="What its settings would change"
        head={["effect", "severity", "rule", "application", "object", "finding", "fingerprint"]}
        rows={impact.findings.map(({ effect, severity, rule, app, object, msg, fingerprint }) => [
          effect,
          <SeverityMark key="severity" severity={severity} />,
          <Code key="rule" text={rule} />,
          <Name key="app" text={app} />,
          <Code key="object" text={object} />,
          <Prose key="msg" text={msg} />,
          <Code key="fingerprint" text={fingerprint} />,
        ])}
      />
    </>
  );
}
