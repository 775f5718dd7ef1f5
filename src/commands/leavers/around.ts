import type { Subject } from "../../correlate/subjects.ts";
import type { Place } from "../../errors.ts";
import type { KeyTie } from "../../model/leaver.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import { meansLeaver } from "./their-names.ts";
import type { Leaver } from "./who.ts";

/** Something that is not theirs and has to do with them. */
export interface Around {
  readonly kind: "machine" | "agent" | "group" | "emergency-account" | "waiver" | "application" | "role";
  readonly id: string;
  /** What they are to it. */
  readonly as: string;
  /** The line that says so, where it is one in Git. */
  readonly place?: string;
}

/** A key that they made, answer for or are acted for with, and that is somebody else's. */
export interface AroundKey {
  readonly id: string;
  readonly as: KeyTie;
  /** Whose it is. */
  readonly of: Subject;
}

/** All that has to do with the person and is not their own. */
export interface Surroundings {
  readonly things: readonly Around[];
  readonly keys: readonly AroundKey[];
  /** Agents that act for them. */
  readonly agents: readonly Subject[];
}

/** Looks through records and access files for whatever names the person. */
export function findAround(leaver: Leaver, open: OpenEstate): Surroundings {
  const { estate, correlation } = open;
  const { principals, access, credentials } = estate;
  const is = meansLeaver(leaver, referencesIn(open), open);
  const things: Around[] = [];
  const agents = new Set<Subject>();
  const add = (found: boolean, thing: Around) => {
    if (found) things.push(thing);
  };
  for (const subject of correlation.subjects.all) {
    if (subject === leaver.subject) continue;
    const rows = subject.identities.flatMap((number) => principals.identities[number] ?? []);
    const kind = subject.kind === "agent" ? "agent" : "machine";
    const owns = rows.some(({ keys }) => keys.owners?.some(is));
    const sponsors = rows.some(({ keys }) => keys.agent?.sponsors.some(is));
    add(owns, { kind, id: subject.id, as: "owner" });
    add(sponsors, { kind, id: subject.id, as: "sponsor" });
    const { machine } = subject;
    if (machine) {
      const place = lineOf(machine.place);
      add(is(machine.owner?.text), { kind, id: subject.id, as: "owner", place });
      add(is(machine.backup?.text), { kind, id: subject.id, as: "backup owner", place });
      add(is(machine.onBehalfOf?.text), { kind, id: subject.id, as: "the person it acts for", place });
      if (is(machine.onBehalfOf?.text)) agents.add(subject);
    }
    if (subject.kind === "agent" && sponsors) agents.add(subject);
  }
  const keys = credentials.flatMap((row, number): AroundKey[] => {
    const of = correlation.subjects.ofPrincipal(principals.firstCredential + number);
    if (!of || of === leaver.subject || leaver.document.credentials.some(({ record }) => record.id === row.id))
      return [];
    const found = (as: AroundKey["as"]) => [{ id: row.id, as, of }];
    if (is(row.keys.onBehalfOf)) return found("acted-for");
    if (is(row.keys.createdBy)) return found("maker");
    return row.keys.owners?.some(is) ? found("owner") : [];
  });
  for (const row of principals.groups)
    add(!row.keys.deleted && row.keys.owners?.some(is) === true, { kind: "group", id: row.id, as: "owner" });
  for (const { account, custodians, place } of access.breakglass)
    add(
      custodians.some(({ text }) => is(text)),
      {
        kind: "emergency-account",
        id: account.text,
        as: "custodian",
        place: lineOf(place),
      },
    );
  for (const { id, approver, owner, place } of access.waivers) {
    add(is(approver.text), { kind: "waiver", id, as: "approver", place: lineOf(place) });
    add(is(owner.text), { kind: "waiver", id, as: "owner", place: lineOf(place) });
  }
  for (const { id, owner, place } of access.apps)
    add(is(owner.text), { kind: "application", id, as: "owner", place: lineOf(place) });
  for (const { id, owner, place } of access.roles)
    add(is(owner.text), { kind: "role", id, as: "owner", place: lineOf(place) });
  return { things, keys, agents: [...agents] };
}

function lineOf({ file = "", line }: Place): string {
  return line === undefined ? file : `${file}:${line}`;
}

/** Every name by which a record or an access file refers to somebody. */
function* referencesIn({ estate: { principals, access, credentials } }: OpenEstate): Generator<string> {
  for (const { keys } of principals.identities) yield* [...(keys.owners ?? []), ...(keys.agent?.sponsors ?? [])];
  for (const { keys } of principals.groups) yield* keys.owners ?? [];
  for (const { keys } of credentials)
    yield* [...(keys.owners ?? []), keys.createdBy, keys.onBehalfOf].filter((name) => name !== undefined);
  for (const { owner, backup, onBehalfOf } of access.identities)
    yield* [owner, backup, onBehalfOf].flatMap((reference) => reference?.text ?? []);
  for (const { custodians } of access.breakglass) yield* custodians.map(({ text }) => text);
  for (const { owner, approver } of access.waivers) yield* [owner.text, approver.text];
  for (const { owner } of [...access.apps, ...access.roles]) yield owner.text;
}
