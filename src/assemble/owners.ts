import { Directory } from "../correlate/directory.ts";
import { groupMembers } from "../correlate/group-members.ts";
import type { Correlation } from "../correlate/index.ts";
import type { Subject } from "../correlate/subjects.ts";
import type { GroupRow } from "../load/groups.ts";
import type { LoadedEstate } from "../load/index.ts";
import { lastSecond } from "../load/moments.ts";
import type { Owner, StateRecord } from "../model/owner.ts";
import { parseRecordId } from "../model/record-id.ts";

/** Resolves owners to the people behind them and how those stand; a reference is resolved once. */
export class Owners {
  readonly #estate: LoadedEstate;
  readonly #correlation: Correlation;
  readonly #directory: Directory;
  readonly #known = new Map<string, Omit<Owner, "source">>();
  readonly #states = new Map<Subject, State>();
  /** States by their text, so that people who stand alike share one. */
  readonly #shared = new Map<string, State>();

  /** `more` are references that `named` will be asked for. */
  constructor(estate: LoadedEstate, correlation: Correlation, more: readonly string[] = []) {
    this.#estate = estate;
    this.#correlation = correlation;
    this.#directory = new Directory(estate.principals, [...ownerNames(estate), ...more.map(bareName)]);
  }

  /** The owners of a subject: the registry's, then those its records name. */
  of(subject: Subject): Owner[] {
    const owners = new Map<string, Owner>();
    const { machine } = subject;
    for (const reference of [machine?.owner, machine?.backup]) {
      if (reference) owners.set(reference.text, { ...this.#resolve(reference.text), source: "registry" });
    }
    for (const number of subject.identities) {
      const row = this.#estate.principals.identities[number];
      for (const ref of row?.keys.owners ?? []) {
        if (!owners.has(ref)) owners.set(ref, { ...this.#resolve(ref, row?.system), source: "system" });
      }
    }
    return [...owners.values()];
  }

  /** The owners that a system names of one of its groups; such names have to be among `more`. */
  ofGroup({ system, keys }: GroupRow): Owner[] {
    return [...new Set(keys.owners ?? [])].map((ref) => ({ ...this.#resolve(ref, system), source: "system" }));
  }

  /** The people behind a reference that an access file holds, or a record of `system`. */
  named(ref: string, system?: string): Omit<Owner, "source"> {
    return this.#resolve(ref, system);
  }

  /** Resolves what people or systems write as an owner; a bare name is looked for among people, then groups of `system`. */
  #resolve(ref: string, system?: string): Omit<Owner, "source"> {
    const key = `${system ?? ""} ${ref}`;
    const known = this.#known.get(key);
    if (known) return known;
    const made = this.#find(ref, system);
    this.#known.set(key, made);
    return made;
  }

  #find(ref: string, system: string | undefined): Omit<Owner, "source"> {
    if (ref.startsWith("person:")) return this.#person(ref, ref.slice("person:".length));
    if (ref.startsWith("nhi:")) return this.#machine(ref);
    if (ref.startsWith("group:")) {
      const slash = ref.indexOf("/");
      const groupSystem = ref.slice("group:".length, slash);
      const number = this.#estate.principals.numberOf(ref);
      const exists = this.#estate.principals.groupAt(number)?.keys.deleted === false;
      const numbers = exists ? [number] : this.#directory.groups(groupSystem, ref.slice(slash + 1));
      return this.#groups(ref, numbers);
    }
    if (parseRecordId(ref)) {
      const number = this.#estate.principals.numberOf(ref);
      return this.#subjects(ref, "person", [this.#correlation.subjects.ofPrincipal(number)]);
    }
    const person = this.#person(ref, ref);
    if (person.resolved || !system) return person;
    const group = this.#groups(ref, this.#directory.groups(system, ref));
    return group.resolved ? group : { ...person, kind: "unknown" };
  }

  #person(ref: string, name: string): Omit<Owner, "source"> {
    const { firstIdentity } = this.#estate.principals;
    const numbers = this.#directory.people(name);
    const subjects = new Set(numbers.map((number) => this.#correlation.subjects.ofPrincipal(firstIdentity + number)));
    return this.#subjects(ref, "person", subjects.size === 1 ? [...subjects] : []);
  }

  #machine(ref: string): Omit<Owner, "source"> {
    const subject = this.#correlation.subjects.all.find((candidate) => candidate.id === ref);
    return this.#subjects(ref, "machine", [subject]);
  }

  #groups(ref: string, numbers: readonly number[]): Omit<Owner, "source"> {
    const [group, second] = numbers;
    if (group === undefined || second !== undefined) return { ref, kind: "group", resolved: false, holders: [] };
    const members = groupMembers(group, this.#estate, this.#correlation.subjects);
    return { ...this.#subjects(ref, "group", members), resolved: true };
  }

  #subjects(ref: string, kind: Owner["kind"], subjects: Iterable<Subject | undefined>): Omit<Owner, "source"> {
    const counts = new Map<State, number>();
    for (const subject of subjects) {
      if (!subject) continue;
      const state = this.#stateOf(subject);
      counts.set(state, (counts.get(state) ?? 0) + 1);
    }
    const states = [...counts].sort(([a], [b]) => (a.text < b.text ? -1 : 1));
    const holders = states.map(([{ records }, count]) => ({ count, records }));
    return { ref, kind, resolved: holders.length > 0, holders };
  }

  /** Somebody is a member of many groups that own something, and is looked at once. */
  #stateOf(subject: Subject): State {
    const known = this.#states.get(subject);
    if (known) return known;
    const records = stateRecords(subject, this.#estate, this.#correlation);
    const text = JSON.stringify(records);
    const state = this.#shared.get(text) ?? { text, records };
    this.#shared.set(text, state);
    this.#states.set(subject, state);
    return state;
  }
}

/** How somebody stands, and the same as text. */
interface State {
  readonly text: string;
  readonly records: StateRecord[];
}

/** Every name that some owner is given by. */
function ownerNames({ access, principals, credentials }: LoadedEstate): Set<string> {
  const names = new Set<string>();
  const add = (ref: string | undefined) => {
    if (ref !== undefined) names.add(bareName(ref));
  };
  for (const { owner, backup, onBehalfOf } of access.identities)
    for (const reference of [owner, backup, onBehalfOf]) add(reference?.text);
  for (const { keys } of principals.identities)
    for (const ref of [...(keys.owners ?? []), keys.agent?.parent, ...(keys.agent?.sponsors ?? [])]) add(ref);
  for (const { keys } of credentials)
    for (const ref of [...(keys.owners ?? []), keys.createdBy, keys.onBehalfOf]) add(ref);
  return names;
}

function bareName(ref: string): string {
  return ref.startsWith("person:") ? ref.slice("person:".length) : ref;
}

/** How a subject's records stand, so that the same rules can judge it as an owner. */
export function stateRecords(subject: Subject, estate: LoadedEstate, { people }: Correlation): StateRecord[] {
  const records = subject.identities.flatMap((number): StateRecord[] => {
    const row = estate.principals.identities[number];
    if (!row) return [];
    // A directory's record whose authority has dropped the person says no more than that nobody has cleaned up.
    const [dropped] = people.authoritative.get(number)?.gone ?? [];
    const since = dropped?.lastSeen ?? row.keys.statusChangedAt ?? estate.past.get(row.id)?.statusSince;
    return [
      {
        system: row.system,
        role: row.keys.role,
        status: dropped ? "deleted" : row.keys.status,
        ...(row.keys.ends && { ends: row.keys.ends }),
        ...(since && { since }),
      },
    ];
  });
  const { machine } = subject;
  if (machine && records.length === 0) {
    const ends = machine.expires && lastSecond(machine.expires, "UTC");
    return [{ system: "access", role: "catalogue", status: "active", ...(ends && { ends }) }];
  }
  return records;
}
