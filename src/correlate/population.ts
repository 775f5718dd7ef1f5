import {
  type AttributeBag,
  attributeValues,
  emailKey,
  exactKey,
  foldName,
  strongEmails,
  weakEmails,
} from "../load/match-keys.ts";
import type { DeclaredApp } from "../model/access.ts";

/** Somebody who can be found by keys: an identity, or what is remembered of one that is gone. */
export interface Findable {
  readonly id: string;
  readonly system: string;
  readonly keys: AttributeBag;
}

/** The people of some systems, to be found by one kind of key. Values are numbers of identities, or of tombstones. */
type KeyIndex = ReadonlyMap<string, number | readonly number[]>;

const nobody: number[] = [];

/** Finds identities inside declared populations; an index is built the first time somebody asks for it. */
export class Populations {
  readonly #identities: readonly Findable[];
  readonly #bySystem = new Map<string, number[]>();
  readonly #indexes = new Map<string, Map<string, KeyIndex>>();

  constructor(identities: readonly Findable[]) {
    this.#identities = identities;
    identities.forEach((row, number) => {
      const list = this.#bySystem.get(row.system);
      if (list) list.push(number);
      else this.#bySystem.set(row.system, [number]);
    });
  }

  members(system: string): readonly number[] {
    return this.#bySystem.get(system) ?? [];
  }

  /** Identities of `systems` that have `key`, where `name` says which key is meant and `keysOf` makes it. */
  find(systems: readonly string[], name: string, keysOf: (row: Findable) => readonly string[], key: string): number[] {
    let hits: number[] = nobody;
    for (const system of systems) {
      const found = this.#index(system, name, keysOf).get(key);
      if (found !== undefined) hits = typeof found === "number" ? [...hits, found] : [...hits, ...found];
    }
    return hits;
  }

  #index(system: string, name: string, keysOf: (row: Findable) => readonly string[]): KeyIndex {
    const ofSystem = this.#indexes.get(system) ?? new Map<string, KeyIndex>();
    this.#indexes.set(system, ofSystem);
    const known = ofSystem.get(name);
    if (known) return known;
    const index = new Map<string, number | number[]>();
    for (const number of this.members(system)) {
      const row = this.#identities[number];
      for (const key of row ? keysOf(row) : []) {
        if (key === "") continue;
        const earlier = index.get(key);
        if (earlier === undefined) index.set(key, number);
        else if (typeof earlier === "number") index.set(key, [earlier, number]);
        else earlier.push(number);
      }
    }
    ofSystem.set(name, index);
    return index;
  }
}

/** The systems in which the people of an application are looked for. */
export function peopleSystems(app: DeclaredApp | undefined): readonly string[] {
  if (!app) return nowhere;
  const known = systemsOfApps.get(app);
  if (known) return known;
  const systems = app.people.map((entry) => entry.system);
  systemsOfApps.set(app, systems);
  return systems;
}

const nowhere: readonly string[] = [];

/** Asked for every account, told once. */
const systemsOfApps = new WeakMap<DeclaredApp, readonly string[]>();

export const keysOfPerson = {
  immutableId: (row: Findable) => optional(row.keys.immutableId),
  recordId: (row: Findable) => [row.id, row.keys.nativeId],
  employeeId: (row: Findable) => optional(row.keys.employeeId).map(exactKey),
  userName: (row: Findable) => optional(row.keys.userName).map(foldName),
  email: (row: Findable) => strongEmails(row.keys.emails),
  anyEmail: (row: Findable) => (row.keys.emails ?? []).map((email) => emailKey(email.value)),
  weakEmail: (row: Findable) => weakEmails(row.keys.emails),
};

/** The keys by which a declared pair finds a person. */
export function keysByAttribute(name: string, ignoreCase: boolean): (row: Findable) => readonly string[] {
  return (row) => attributeValues(row.keys, name).map((value) => pairKey(value, ignoreCase));
}

export function pairKey(value: string, ignoreCase: boolean): string {
  return ignoreCase ? foldName(value) : exactKey(value.normalize("NFC"));
}

function optional(value: string | undefined): string[] {
  return value === undefined ? [] : [value];
}
