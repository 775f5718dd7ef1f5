/** @jsxImportSource preact */
import type { PageRule } from "../page-data.ts";
import type { ShownFinding } from "../shown-finding.ts";
import { standings } from "../standings.ts";
import { type Fact, Facts } from "./facts.tsx";
import { objectFacts } from "./object-facts.tsx";
import { SeverityMark } from "./severity.tsx";
import { Code, Name, Names, Prose } from "./words.tsx";

interface CardProps {
  readonly finding: ShownFinding;
  readonly rule: PageRule | undefined;
  /** The place of the rule in the list of rules, which its link leads to. */
  readonly ruleAt: number;
}

/** A finding: a line that says what is wrong, and behind it all that is known of it. */
export function FindingCard({ finding, rule, ruleAt }: CardProps) {
  const { fingerprint, severity, msg, app, name, subject, standing, changed } = finding;
  const marks = [
    ...(standing === "due" ? [] : [standings[standing]]),
    ...(changed === undefined || standing === "fixed" ? [] : [changed]),
  ];
  return (
    <li class={`finding ${severity}`}>
      <details id={fingerprint}>
        <summary>
          <SeverityMark severity={severity} />
          <span class="what">
            <span class="msg">
              <Prose text={msg} />
            </span>
            <span class="sub">
              <Code text={finding.rule} /> in <Name text={app} />, <Name text={name ?? subject} />
            </span>
          </span>
          <span class="marks">
            {marks.map((mark) => (
              <span key={mark} class="mark">
                {mark}
              </span>
            ))}
          </span>
        </summary>
        <div class="inside">
          {rule === undefined ? null : (
            <p class="remedy">
              <strong>What to do</strong> <Prose text={rule.remediation} />
            </p>
          )}
          <Facts facts={factsOf(finding, rule, ruleAt)} />
        </div>
      </details>
    </li>
  );
}

function factsOf(finding: ShownFinding, rule: PageRule | undefined, ruleAt: number): Fact[] {
  const { title, causes, steps, standing, gated, countsAgain, before, changed, observedDrift } = finding;
  const { waiver, baseline, note, fingerprint } = finding;
  return [
    ["Rule", <RuleLink key="rule" {...{ id: finding.rule, title, ruleAt }} />],
    ...objectFacts(finding),
    ["Because of", causes.length > 0 && <Causes causes={causes} />],
    ["Severity", steps && <Steps steps={steps} />],
    ["Standing", [standings[standing], ...(gated ? ["stops the check"] : [])].join(", ")],
    ["Counts again", countsAgain && <Prose text={countsAgain} />],
    ["Change", changed && `${changed}${observedDrift ? ": only a new snapshot brought it to light" : ""}`],
    [
      "Before",
      before && (
        <>
          {before.severity}, <Code text={before.reason} />
        </>
      ),
    ],
    [
      "Waiver",
      waiver && (
        <>
          <Code text={waiver.id} /> of <Name text={waiver.owner} /> until {waiver.until}: <Prose text={waiver.reason} />
        </>
      ),
    ],
    [
      "Baseline",
      baseline && (
        <>
          {baseline.state}; <Name text={baseline.owner} /> has until {baseline.until}
        </>
      ),
    ],
    ["Note", note && <Prose text={note} />],
    ["Controls", rule && rule.controls.length > 0 && <Names texts={rule.controls} />],
    [
      "Fingerprint",
      <a key="fingerprint" href={`#${fingerprint}`}>
        <code>{fingerprint}</code>
      </a>,
    ],
  ];
}

function RuleLink({ id, title, ruleAt }: { readonly id: string; readonly title: string; readonly ruleAt: number }) {
  return (
    <>
      {ruleAt < 0 ? (
        <Code text={id} />
      ) : (
        <a href={`#rule-${ruleAt}`}>
          <Code text={id} />
        </a>
      )}{" "}
      <Name text={title} />
    </>
  );
}

function Causes({ causes }: Pick<ShownFinding, "causes">) {
  return (
    <ul>
      {causes.map(({ rule, reason, msg, severity }) => (
        <li key={`${rule} ${msg}`}>
          <SeverityMark severity={severity} /> <Code text={rule} /> (<Code text={reason} />
          ): <Prose text={msg} />
        </li>
      ))}
    </ul>
  );
}

function Steps({ steps }: { readonly steps: NonNullable<ShownFinding["steps"]> }) {
  return (
    <ul>
      {steps.map(({ text, by }) => (
        <li key={text}>
          <Prose text={text} /> <span class="faint">(by the {by})</span>
        </li>
      ))}
    </ul>
  );
}
