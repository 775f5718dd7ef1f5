import type { SubjectDocument } from "../../model/document.ts";
import type { LeaverAnswer, LeaverQuestion, LeaverThing } from "../../model/leaver.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import { subjectDocuments } from "../estate/subject-parts.ts";
import { findAround, type Surroundings } from "./around.ts";
import type { AskLeaver } from "./ask.ts";
import { commandsFor } from "./commands.ts";
import { findLeads } from "./leads.ts";
import { type LeaverRecord, type LeaverReport, worst } from "./leaver-report.ts";
import { placesToLookAt } from "./places.ts";
import { stepsFor } from "./steps.ts";
import type { Leaver } from "./who.ts";

/** Answers place by place whether the person is out. `left` is when they left, where whoever asks knows it. */
export async function makeLeaverReport(
  leaver: Leaver,
  left: string | undefined,
  open: OpenEstate,
  ask: AskLeaver,
): Promise<LeaverReport> {
  const places = placesToLookAt(open);
  const answer = await ask(leaver.document, questionAbout(leaver, left, places));
  const around = findAround(leaver, open);
  const others = await othersRecords(around, { ...(answer.left && { left: answer.left.at }), other: true, places });
  const sorted = answer.apps.toSorted((a, b) => (a.app < b.app ? -1 : 1));
  const found = await Promise.all(
    sorted.map(async ({ app, verdict, why }) => {
      const records = [...answer.things, ...others].filter((record) => record.app === app).sort(byKindAndId);
      const foreign = others.filter((record) => record.app === app);
      const all = worst([verdict, ...foreign.flatMap((record) => (record.verdict === "rests" ? [] : record.verdict))]);
      const isTheirs = all === verdict;
      return {
        app,
        verdict: all,
        why: isTheirs ? why : (foreign.find((record) => record.verdict === all)?.why ?? why),
        records,
        steps: stepsFor(records),
        commands: await commandsFor(records, open),
      };
    }),
  );
  const since =
    leaver.lastSeen !== undefined && left === undefined ? `some time after ${leaver.lastSeen}` : answer.left?.text;
  return {
    version: 1,
    who: { id: leaver.id, ...(leaver.name !== undefined && { name: leaver.name }) },
    asOf: open.now,
    state: leaver.subject ? answer.state : "deleted",
    ...(answer.left && { left: { at: answer.left.at, text: since ?? answer.left.text } }),
    verdict: worst(found.map(({ verdict }) => verdict)),
    places: found,
    lines: linesGiving(leaver.document),
    handOver: around.things,
    leads: findLeads(leaver, open),
  };

  /** Agents that act for them, and keys of others which they may know or by which somebody acts for them. */
  async function othersRecords({ agents, keys }: Surroundings, question: LeaverQuestion): Promise<LeaverRecord[]> {
    const documentOf = subjectDocuments(open);
    const answers = new Map<string, LeaverAnswer>();
    for (const subject of new Set([...agents, ...keys.map(({ of }) => of)])) {
      const own = keys.filter(({ of }) => of === subject).map(({ id, as }) => [id, as]);
      answers.set(subject.id, await ask(documentOf(subject), { ...question, keys: Object.fromEntries(own) }));
    }
    const acting = agents.flatMap(({ id }) =>
      (answers.get(id)?.things ?? [])
        .filter(({ kind, verdict }) => kind !== "grant" && verdict === "in")
        .map((thing) => ({ ...thing, as: "acts for them", why: `${thing.why}, and ${id} acts for them` })),
    );
    const known = [...answers.values()].flatMap(({ ties }) => ties);
    const seen = new Set(acting.map(({ id }) => id));
    return [...acting, ...known.filter(({ id }) => !seen.has(id))];
  }
}

function byKindAndId(a: LeaverThing, b: LeaverThing): number {
  const order = ["identity", "account", "credential", "grant"];
  return order.indexOf(a.kind) - order.indexOf(b.kind) || (a.id < b.id ? -1 : 1);
}

/** What is asked of somebody's own document. */
export function questionAbout(
  { lastSeen }: Leaver,
  left: string | undefined,
  places: LeaverQuestion["places"],
): LeaverQuestion {
  const known = left ?? lastSeen;
  return { ...(known !== undefined && { left: known }), places };
}

/** Lines of access files by which they have something, or would have it once more. */
function linesGiving({ accounts, expected = [] }: SubjectDocument): string[] {
  const declared = [
    ...accounts.flatMap((account) => [...account.grants, ...account.memberships].map((entry) => entry.declared)),
    ...expected.map((entry) => entry.declared),
  ];
  return [...new Set(declared.flatMap((at) => (at ? [`${at.file}:${at.line}`] : [])))].sort();
}
