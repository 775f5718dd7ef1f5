/** @jsxImportSource preact */
import { counted } from "../../../counted.ts";
import type { Posture, Ranked, Share } from "../../../model/posture.ts";
import type { Report } from "../../../model/report.ts";
import { arrivalColumns, arrivalRow, postureLines, shareColumns, sharesOf, spanText } from "../../posture-text.ts";
import { shareText } from "../../share-text.ts";
import { Plot, type PlotLine } from "../parts/plot.tsx";
import { Folded, Section } from "../parts/section.tsx";
import { SeverityMark } from "../parts/severity.tsx";
import { shareCell } from "../parts/share-bar.tsx";
import { Table } from "../parts/table.tsx";
import { Code, Name } from "../parts/words.tsx";

const legend = [
  { as: "met", text: "yes" },
  { as: "unmet", text: "no" },
  { as: "untold", text: "nothing tells" },
];

/** Figures about the estate as a whole. */
export function PostureSection({ posture }: Report) {
  if (!posture) return null;
  return (
    <Section id="posture" title="Posture" about="The estate as a whole, beside findings about single objects.">
      <div class="plots">
        <Plot
          title="All applications together"
          lines={sharesOf(posture.all).map((share, at) => shareLine(shareColumns[at] ?? "", share))}
          of={1}
          legend={legend}
        />
        <Plot
          title="People and machines"
          lines={[
            shareLine("leavers whose keys are all revoked", posture.leaversRevoked),
            shareLine("machines that somebody answers for", posture.owned),
          ]}
          of={1}
          legend={legend}
        />
        {posture.departures === undefined ? null : (
          <Plot
            title="Departures that channels carried out by themselves"
            lines={posture.departures.map(({ app, byItself }) => shareLine(<Name text={app} />, byItself, app))}
            of={1}
            legend={legend}
          />
        )}
        <Top title="Who holds most" entries={posture.fanOut.top} text={(value) => counted(value, "grant")} />
        <Top title="Who could get in longest after leaving" entries={posture.exposure.top} text={spanText} />
      </div>
      <h3>In words</h3>
      <ul class="plain">
        {postureLines(posture).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Tables posture={posture} />
    </Section>
  );
}

/** A share drawn as parts of one, so that all lines are as long. */
function shareLine(label: PlotLine["label"], share: Share, key = String(label)): PlotLine {
  const { count, of, unknown } = share;
  const whole = of + unknown || 1;
  const stretches = [
    { part: count / whole, as: "met" },
    { part: (of - count) / whole, as: "unmet" },
    { part: unknown / whole, as: "untold" },
  ];
  return { key, label, stretches, value: shareText(share) };
}

function Top(props: { title: string; entries: readonly Ranked[]; text: (value: number) => string }) {
  const { title, entries, text } = props;
  if (entries.length === 0) return null;
  const lines = entries.map(({ subject, name, value }) => ({
    key: subject,
    label: (
      <>
        {name === undefined ? null : (
          <>
            <Name text={name} />{" "}
          </>
        )}
        <Code text={subject} />
      </>
    ),
    stretches: [{ part: value, as: "plain" }],
    value: text(value),
  }));
  return <Plot title={title} lines={lines} />;
}

function Tables({ posture }: { readonly posture: Posture }) {
  const { apps, arrivals, controls } = posture;
  return (
    <>
      {apps.length === 0 ? null : (
        <Folded title="By application">
          <Table
            label="Posture by application"
            head={["app", ...shareColumns]}
            rows={apps.map((app) => [<Name key="app" text={app.app} />, ...sharesOf(app).map(shareCell)])}
          />
        </Folded>
      )}
      {arrivals === undefined ? null : (
        <Folded title="From a change to its arrival">
          <Table
            label="How long changes took to arrive"
            head={arrivalColumns}
            rows={arrivals.map((entry) => {
              const [, ...others] = arrivalRow(entry);
              return [<Name key="app" text={entry.app} />, ...others];
            })}
          />
        </Folded>
      )}
      {controls.length === 0 ? null : (
        <Folded title="By control">
          <Table
            label="Findings by control"
            head={["control", "findings", "gravest"]}
            rows={controls.map(({ control, findings, gravest }) => [
              <Name key="control" text={control} />,
              findings,
              <SeverityMark key="gravest" severity={gravest} />,
            ])}
          />
        </Folded>
      )}
    </>
  );
}
