/** @jsxImportSource preact */

import { counted } from "../../../counted.ts";
import type { Report, ReportBaseline, ReportNotes, ReportWaiver } from "../../../model/report.ts";
import { debtsByOwner } from "../../put-off.ts";
import { doubtLines } from "../../unproven-text.ts";
import { Declared } from "../parts/place.tsx";
import { Folded, Section } from "../parts/section.tsx";
import { Table } from "../parts/table.tsx";
import { Code, Name, Prose } from "../parts/words.tsx";

/** What was decided to let stand, by waivers and by the baseline; and what was noted beside. */
export function Decisions({ report }: { readonly report: Report }) {
  const { waivers = [], baseline, notes } = report;
  const debts = debtsByOwner(report);
  return (
    <Section id="decisions" title="Waivers and baseline">
      {waivers.length === 0 ? <p class="empty">There are no waivers.</p> : <Waivers waivers={waivers} />}
      {debts.length === 0 ? null : (
        <>
          <h3>Known since the beginning, by who mends it</h3>
          <Table
            label="Known findings by owner"
            head={["owner", "put off", "next due", "counts again"]}
            rows={debts.map(({ owner, open, nextDue, due }) => [
              <Name key="owner" text={owner} />,
              open,
              nextDue ?? "–",
              due,
            ])}
          />
        </>
      )}
      {baseline ? <Baseline {...baseline} /> : null}
      {notes ? <Notes {...notes} /> : null}
    </Section>
  );
}

function Waivers({ waivers }: { readonly waivers: readonly ReportWaiver[] }) {
  return (
    <Table
      label="Waivers"
      head={["waiver", "state", "about", "why", "owner, approver", "from, until", "findings"]}
      rows={waivers.map((waiver) => [
        <Code key="id" text={waiver.id} />,
        waiver.state,
        <span key="about">
          <Code text={waiver.rule} /> <Code text={waiver.object} />
        </span>,
        <WaiverReason key="why" waiver={waiver} />,
        <span key="who">
          <Name text={waiver.owner} />, <Name text={waiver.approver} />
        </span>,
        `${waiver.created}, ${waiver.until}`,
        waiver.findings,
      ])}
    />
  );
}

function WaiverReason({ waiver }: { readonly waiver: ReportWaiver }) {
  const { kind, reason, control, ticket, notes, declared } = waiver;
  return (
    <>
      {kind}: <Prose text={reason} />
      {control === undefined ? null : (
        <>
          ; instead <Prose text={control} />
        </>
      )}
      {ticket === undefined ? null : (
        <>
          {" "}
          (<Code text={ticket} />)
        </>
      )}
      {notes.map((note) => (
        <div key={note} class="note">
          <Prose text={note} />
        </div>
      ))}
      {declared ? (
        <div class="faint">
          <Declared at={declared} />
        </div>
      ) : null}
    </>
  );
}

const entriesOf = (count: number) => counted(count, "entry", "entries");
const notesOf = (count: number) => counted(count, "note");

/** Why nobody can say of so many whether their finding is gone. */
function Doubts({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>
          <Prose text={line} />
        </li>
      ))}
    </ul>
  );
}

function Baseline({ entries, unproven, doubts, stale }: ReportBaseline) {
  const gone = `${entriesOf(stale.length)} whose finding is gone`;
  return (
    <>
      <p>
        The baseline has {entriesOf(entries)}: {gone}, and {unproven} of which nobody can say so.
      </p>
      <Doubts lines={doubtLines(doubts, entriesOf)} />
      {stale.length === 0 ? null : (
        <Folded title={gone}>
          <Table
            label="Entries of the baseline whose finding is gone"
            head={["fingerprint", "finding", "owner", "until"]}
            rows={stale.map(({ fingerprint, title, owner, until }) => [
              <Code key="fingerprint" text={fingerprint} />,
              <Prose key="title" text={title} />,
              <Name key="owner" text={owner} />,
              until,
            ])}
          />
        </Folded>
      )}
    </>
  );
}

function Notes({ entries, unproven, doubts, stale }: ReportNotes) {
  const gone = `${notesOf(stale.length)} whose finding is gone`;
  return (
    <>
      <p>
        There {entries === 1 ? "is" : "are"} {notesOf(entries)} on findings: {gone}, and {unproven} of which nobody can
        say so.
      </p>
      <Doubts lines={doubtLines(doubts, notesOf)} />
      {stale.length === 0 ? null : (
        <Folded title={gone}>
          <Table
            label="Notes whose finding is gone"
            head={["fingerprint", "note"]}
            rows={stale.map(({ fingerprint, note }) => [
              <Code key="fingerprint" text={fingerprint} />,
              <Prose key="note" text={note} />,
            ])}
          />
        </Folded>
      )}
    </>
  );
}
