import { byCodeUnit } from "../canonical.ts";
import type { Correlation } from "../correlate/index.ts";
import type { Subject } from "../correlate/subjects.ts";
import type { LoadedEstate } from "../load/index.ts";
import { lineText } from "../load/lines.ts";
import { parseRecord } from "../load/rows.ts";
import type { Differing, Filling } from "../model/group-document.ts";
import type { Membership } from "../model/records/group.ts";
import type { GroupSource } from "./group-fillings.ts";
import { type GroupReach, type Reach, reachOf } from "./group-reach.ts";

/** People of a list of differences that a document names. */
const listed = 50;

/** What comparing two groups needs. */
export interface FillingGround {
  readonly estate: LoadedEstate;
  readonly correlation: Correlation;
  readonly isForEmergencies: (subject: Subject) => boolean;
}

/** Holds an application's group against the directory's group that fills it. */
export function fillingEntry(own: GroupReach, app: string, source: GroupSource, ground: FillingGround): Filling {
  const { estate, correlation, isForEmergencies } = ground;
  const row = source.number === undefined ? undefined : estate.principals.groupAt(source.number);
  const base = { group: row?.id ?? source.text, system: source.system, ...(row && { name: row.keys.name }) };
  const nothing = { members: 0, extra: [], missing: [], left: 0, unsettled: 0 };
  if (source.number === undefined || !row) {
    const isRead = estate.systems.some(({ system, kinds }) => system === source.system && kinds.group !== undefined);
    return { ...base, ...nothing, state: isRead ? "gone" : "unread" };
  }
  const theirs = reachOf(source.number, estate, correlation.subjects);
  const isSettled = (subject: Subject) => !subject.unmatched;
  const extra = [...own.people].filter(([subject]) => isSettled(subject) && !theirs.people.has(subject));
  const missing = [...theirs.people].filter(
    ([subject]) => !own.people.has(subject) && accountIn(app, subject, estate) !== undefined,
  );
  const entries = (found: readonly (readonly [Subject, Reach])[]) =>
    found.map(([subject, reach]) => differing(subject, reach, app, ground)).toSorted((a, b) => byCodeUnit(a.id, b.id));
  return {
    ...base,
    state: "there",
    ...(row.keys.byRule && { byRule: true }),
    members: theirs.people.size,
    extra: entries(extra).slice(0, listed),
    missing: entries(missing).slice(0, listed),
    left: Math.max(0, extra.length - listed) + Math.max(0, missing.length - listed),
    unsettled: [...own.people.keys()].filter((one) => !isSettled(one) && !isForEmergencies(one)).length,
  };
}

function differing(subject: Subject, { membership }: Reach, app: string, ground: FillingGround): Differing {
  const { estate, isForEmergencies } = ground;
  const row = membership === undefined ? undefined : estate.nesting.memberships[membership];
  const record = row && parseRecord<Membership>(lineText(row.bytes, 0, row.bytes.length));
  const account = accountIn(app, subject, estate);
  return {
    id: subject.id,
    ...(account && { account: account.id, status: account.keys.status }),
    ...(record && row.system === app && { membership: record.id }),
    ...(record?.addedAt && { since: record.addedAt }),
    ...(membership === undefined && { nested: true as const }),
    ...(isForEmergencies(subject) && { breakGlass: true as const }),
  };
}

/** The account of somebody in a system; of several the one that can be signed in with. */
function accountIn(app: string, { accounts }: Subject, { principals }: LoadedEstate) {
  const own = accounts.flatMap((number) => principals.accounts[number] ?? []).filter(({ system }) => system === app);
  return own.find(({ keys }) => keys.status === "active") ?? own[0];
}
