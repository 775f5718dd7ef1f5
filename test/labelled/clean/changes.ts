import { parseRecordId } from "../../../src/model/record-id.ts";
import { type Estate, type Row, readings } from "../estate.ts";
import type { Person } from "./staff.ts";

type App = keyof Person["accounts"];

export interface Leaving {
  /** When HR says that it was. */
  readonly at: string;
  /** Applications in which nobody did anything. */
  readonly forgotten?: readonly App[];
  /** Applications in which the account is disabled and keeps what it holds. */
  readonly holding?: readonly App[];
  /** The directory was not told. */
  readonly stillInDirectory?: true;
  /** The provisioning was told nothing: no event of it. */
  readonly unheard?: true;
}

/** The first reading that can show what was so at an instant. */
export function readingAfter(at: string): 0 | 1 | 2 {
  if (at <= readings[0]) return 0;
  return at <= readings[1] ? 1 : 2;
}

export function later(instant: string, minutes: number): string {
  return `${new Date(Date.parse(instant) + minutes * 60_000).toISOString().slice(0, 19)}Z`;
}

/** Somebody leaves: HR, directory and every application that is not named otherwise say so within minutes. */
export function leave(estate: Estate, person: Person, leaving: Leaving): void {
  const { at, forgotten = [], holding = [] } = leaving;
  const when = { from: readingAfter(at) };
  endUses(estate, person, later(at, -60));
  estate.change(person.hr, { state: "left", since: at }, when);
  if (!leaving.stillInDirectory) {
    estate.change(person.dir, { state: "off", since: later(at, 10) }, when);
    removeWhere(estate, "dir", "membership", ({ member }) => member === person.dir, when);
  }
  for (const [name, account] of Object.entries(person.accounts)) {
    const app = name as App;
    if (forgotten.includes(app)) continue;
    if (app === "wiki" || app === "pg") {
      estate.remove(account, when);
      removeWhere(estate, app, "membership", ({ member }) => member === account, when);
      removeWhere(estate, app, "grant", ({ principal }) => principal === account, when);
      continue;
    }
    estate.change(account, { status: "disabled", disabledAt: later(at, 20) }, when);
    if (!holding.includes(app)) strip(estate, app, account, when);
    if (app === "code" && !leaving.unheard) addEvent(estate, "disable", account, later(at, 12));
  }
}

/** Nobody signs in any more once they have left. */
function endUses(estate: Estate, { dir, accounts }: Person, last: string): void {
  estate.change(dir, { lastLogin: last });
  for (const account of [accounts.code, accounts.crm, accounts.desk])
    if (account !== undefined) estate.change(account, { lastLoginAt: last });
}

/** Takes away what an account holds and the groups it is in. */
export function strip(estate: Estate, app: string, account: string, when = {}): void {
  removeWhere(estate, app, "grant", ({ principal }) => principal === account, when);
  removeWhere(estate, app, "membership", ({ member }) => member === account, when);
}

export function removeWhere(
  estate: Estate,
  system: string,
  kind: "grant" | "membership",
  matches: (row: Row) => boolean,
  when: { from?: 0 | 1 | 2 } = {},
): void {
  const found = [...estate.rowsAt(2)].filter(([id, row]) => {
    const parts = parseRecordId(id);
    return parts?.system === system && parts.kind === kind && matches(row);
  });
  for (const [id] of found) estate.remove(id, when);
}

/** An entry of the provisioning's log, with all that an entry has to tell. */
export function addEvent(estate: Estate, op: string, subject: string, requestedAt: string, more: Row = {}): string {
  const txn = `${op}-${subject.slice(subject.lastIndexOf("/") + 1)}-${requestedAt.slice(0, 16)}`;
  const [requester, approver] = estate.ids("dir", "identity");
  return estate.add("prov", "event", txn, {
    ...{
      channel: "channel:prov/main/code",
      txn,
      op,
      subject,
      requestedAt,
      sentAt: later(requestedAt, 1),
      result: "success",
    },
    ...{
      ackedAt: later(requestedAt, 5),
      actor: "identity:dir/main/s17",
      requestedBy: requester,
      approver,
      approvalRef: `REQ-${txn}`,
    },
    ...{ httpStatus: 200, requestDigest: `sha256:${txn}-asked`, responseDigest: `sha256:${txn}-answered` },
    ...more,
  });
}

/** Numbers the log's entries as they were asked for; `skips` of an entry are numbers that are lost before it. */
export function numberEvents(estate: Estate): void {
  let seq = 0;
  const events = estate.ids("prov", "event").map((id) => ({ id, row: estate.row(id) }));
  events.sort((a, b) => (String(a.row.requestedAt) + a.id < String(b.row.requestedAt) + b.id ? -1 : 1));
  for (const { id, row } of events) {
    seq += 1 + Number(row.skips ?? 0);
    estate.change(id, { seq: String(seq) });
  }
}
