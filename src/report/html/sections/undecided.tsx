/** @jsxImportSource preact */
import type { Report, Unknown } from "../../../model/report.ts";
import { casesIn } from "../../verdict.ts";
import { Facts } from "../parts/facts.tsx";
import { objectFacts } from "../parts/object-facts.tsx";
import { Section } from "../parts/section.tsx";
import { Code, figure, Name, Prose } from "../parts/words.tsx";

/** Cases that no rule could decide, one cause of many before those that stand alone. */
export function Undecided({ unknowns }: Report) {
  const sorted = unknowns.toSorted((a, b) => (b.count ?? 1) - (a.count ?? 1));
  const about = "What rules looked at and could not decide, because a fact is missing. It is no finding and no pass.";
  return (
    <Section id="undecided" title="Could not be decided" count={casesIn(unknowns)} about={about}>
      {sorted.length === 0 ? <p class="empty">No case was left undecided.</p> : null}
      <ol class="findings">
        {sorted.map((unknown) => (
          <Case key={`${unknown.rule} ${unknown.object} ${unknown.reason}`} unknown={unknown} />
        ))}
      </ol>
    </Section>
  );
}

function Case({ unknown }: { readonly unknown: Unknown }) {
  const { rule, title, msg, app, count } = unknown;
  return (
    <li class="finding undecided">
      <details>
        <summary>
          <span class="severity">
            <span aria-hidden="true">?</span> undecided
          </span>
          <span class="what">
            <span class="msg">
              <Prose text={msg} />
            </span>
            <span class="sub">
              <Code text={rule} /> in <Name text={app} />
            </span>
          </span>
          <span class="marks">{count === undefined ? null : <span class="mark">{figure(count)} cases</span>}</span>
        </summary>
        <div class="inside">
          <Facts facts={[["Rule", <Name key="title" text={title} />], ...objectFacts(unknown)]} />
        </div>
      </details>
    </li>
  );
}
