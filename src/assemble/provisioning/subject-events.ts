import type { Subject } from "../../correlate/subjects.ts";
import type { LoadedEstate } from "../../load/index.ts";
import type { EventRow } from "../../load/provisioning.ts";
import type { EventEntry, ProvisionedEntry, SubjectEvents } from "../../model/provisioning-entries.ts";
import { parseRecordId } from "../../model/record-id.ts";
import { byTime, type ChannelView } from "./channel-views.ts";
import type { Concerned } from "./concerned.ts";
import type { Parties } from "./parties.ts";

/** Events that are told whatever they are; of older ones, the newest of each sort. */
const newest = 20;

/** What the logs tell of single subjects. */
export class SubjectLogs {
  readonly #estate: LoadedEstate;
  readonly #views: ReadonlyMap<string, ChannelView>;
  readonly #parties: Parties;
  readonly #bySubject = new Map<Subject, EventRow[]>();
  /** Channels of which there is a log, by their application. */
  readonly #byApp = new Map<string, ProvisionedEntry[]>();

  constructor(
    estate: LoadedEstate,
    views: ReadonlyMap<string, ChannelView>,
    { concerned, parties }: { concerned: Concerned; parties: Parties },
  ) {
    this.#estate = estate;
    this.#views = views;
    this.#parties = parties;
    for (const row of estate.provisioning.events) {
      const subject = concerned.of(row.keys.subject);
      if (!subject) continue;
      const known = this.#bySubject.get(subject);
      if (known) known.push(row);
      else this.#bySubject.set(subject, [row]);
    }
    for (const { id, app, system, events } of views.values()) {
      const since = events[0]?.keys.requestedAt;
      if (since === undefined) continue;
      this.#byApp.set(app, [...(this.#byApp.get(app) ?? []), { app, channel: id, system, since }]);
    }
  }

  /** The events about a subject's records; undefined where no log has any. */
  eventsOf(subject: Subject): SubjectEvents | undefined {
    const rows = this.#bySubject.get(subject);
    if (!rows) return undefined;
    const sorted = [...rows].sort((a, b) => byTime(b, a));
    const sorts = new Set<string>();
    const told = sorted.filter((row, index) => isNew(sorts, this.#sortOf(row)) || index < newest);
    return { count: rows.length, newest: told.map((row) => this.#entry(row)) };
  }

  /** The channels that provision applications in which the subject has an account. */
  provisioned(subject: Subject): ProvisionedEntry[] | undefined {
    if (this.#byApp.size === 0) return undefined;
    const { accounts } = this.#estate.principals;
    const apps = new Set(subject.accounts.flatMap((number) => accounts[number]?.system ?? []));
    const found = [...apps].sort().flatMap((app) => this.#byApp.get(app) ?? []);
    return found.length > 0 ? found : undefined;
  }

  #sortOf({ keys: { op, result, subject, object, channel } }: EventRow): string {
    return JSON.stringify([op, result, subject, object, channel]);
  }

  #entry({ id, system, keys }: EventRow): EventEntry {
    const { op, result, requestedAt, ackedAt, subject, object, channel, approvalRef } = keys;
    return {
      ...{ id, op, result, requestedAt, ...(ackedAt && { ackedAt }), about: subject, ...(object && { object }) },
      ...{ app: this.#appOf(keys.channel, subject, system), ...(channel && { channel }), system },
      ...(approvalRef !== undefined && { approvalRef }),
      ...this.#partiesOf(keys),
    };
  }

  /** A directory's own log is about itself. */
  #appOf(channel: string | undefined, subject: string, system: string): string {
    return (channel && this.#views.get(channel)?.app) ?? parseRecordId(subject)?.system ?? system;
  }

  /** Who asked and who acted matters beside who approved. */
  #partiesOf({ approver, requestedBy, actor }: EventRow["keys"]): Partial<EventEntry> {
    if (approver === undefined) return {};
    return {
      approver: this.#parties.named(approver),
      ...(requestedBy !== undefined && { requester: this.#parties.named(requestedBy) }),
      ...(actor !== undefined && { actor: this.#parties.named(actor) }),
    };
  }
}

function isNew(seen: Set<string>, key: string): boolean {
  const before = seen.size;
  return seen.add(key).size > before;
}
