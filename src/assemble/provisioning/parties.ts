import { Directory } from "../../correlate/directory.ts";
import type { Correlation } from "../../correlate/index.ts";
import type { LoadedEstate } from "../../load/index.ts";
import type { EventParty } from "../../model/provisioning-entries.ts";
import { parseRecordId } from "../../model/record-id.ts";
import { stateRecords } from "../owners.ts";

/** Finds the people whom events name as having asked, approved or acted: by a record's id, a login, a number or an address. */
export class Parties {
  readonly #estate: LoadedEstate;
  readonly #correlation: Correlation;
  readonly #directory: Directory;
  readonly #known = new Map<string, EventParty>();

  constructor(estate: LoadedEstate, correlation: Correlation) {
    this.#estate = estate;
    this.#correlation = correlation;
    const approved = estate.provisioning.events.filter(({ keys }) => keys.approver !== undefined);
    const refs = approved.flatMap(({ keys: { approver, requestedBy, actor } }) => [approver, requestedBy, actor]);
    const names = refs.flatMap((ref) => (ref === undefined || parseRecordId(ref) ? [] : [nameIn(ref)]));
    this.#directory = new Directory(estate.principals, new Set(names));
  }

  /** Somebody whom an event with an approver names. */
  named(ref: string): EventParty {
    const known = this.#known.get(ref);
    if (known) return known;
    const subject = this.#find(ref);
    const found = subject && { subject: subject.id, records: stateRecords(subject, this.#estate, this.#correlation) };
    const party = { ref, ...found };
    this.#known.set(ref, party);
    return party;
  }

  #find(ref: string) {
    const { principals } = this.#estate;
    const { subjects } = this.#correlation;
    if (parseRecordId(ref)) return subjects.ofPrincipal(principals.numberOf(ref));
    const numbers = this.#directory.people(nameIn(ref));
    const found = new Set(numbers.map((number) => subjects.ofPrincipal(principals.firstIdentity + number)));
    // A name that several people have names nobody.
    return found.size === 1 ? [...found][0] : undefined;
  }
}

function nameIn(ref: string): string {
  return ref.startsWith("person:") ? ref.slice("person:".length) : ref;
}
