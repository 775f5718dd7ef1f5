import { emailKey, exactKey, foldName, strongEmails } from "../load/match-keys.ts";
import type { Principals } from "../load/principals.ts";

/**
 * Finds people and groups by the names that access files and owner fields use. People are indexed only under the names
 * that are asked for, because an estate has far more people than names anybody writes down.
 */
export class Directory {
  readonly #principals: Principals;
  readonly #exact = new Map<string, number[]>();
  readonly #folded = new Map<string, number[]>();
  #groups: Map<string, number[]> | undefined;

  /** `names` are those that `people` will be asked for. */
  constructor(principals: Principals, names: Iterable<string>) {
    this.#principals = principals;
    for (const name of names) {
      this.#exact.set(exactKey(name), []);
      this.#folded.set(nameKey(name), []);
    }
    if (this.#exact.size > 0) this.#indexPeople();
  }

  /** Identity numbers for a record id, native id, employee number, user name or address. */
  people(name: string): readonly number[] {
    const exact = this.#exact.get(exactKey(name));
    if (!exact) throw new Error(`the directory was not told that ${name} would be asked for`);
    return exact.length > 0 ? exact : (this.#folded.get(nameKey(name)) ?? []);
  }

  /** Group numbers for a native id, a name or the rest of a record id in one system; deleted groups are nobody's. */
  groups(system: string, name: string): readonly number[] {
    const whole = this.#principals.numberOf(`group:${system}/${name}`);
    if (this.#principals.groupAt(whole)?.keys.deleted === false) return [whole];
    this.#groups ??= this.#indexGroups();
    return this.#groups.get(`${system} ${name}`) ?? this.#groups.get(`${system} ~${foldName(name)}`) ?? [];
  }

  #indexPeople(): void {
    this.#principals.identities.forEach((row, number) => {
      const { keys } = row;
      for (const key of [row.id, keys.nativeId, keys.employeeId, keys.immutableId]) {
        if (key !== undefined) note(this.#exact.get(exactKey(key)), number);
      }
      if (keys.userName !== undefined) note(this.#folded.get(nameKey(keys.userName)), number);
      for (const key of strongEmails(keys.emails)) note(this.#folded.get(key), number);
    });
  }

  #indexGroups(): Map<string, number[]> {
    const index = new Map<string, number[]>();
    this.#principals.groups.forEach((row, offset) => {
      if (row.keys.deleted) return;
      const number = this.#principals.firstGroup + offset;
      const native = row.id.slice(row.id.indexOf("/", row.id.indexOf("/") + 1) + 1);
      for (const key of new Set([native, row.keys.name, `~${foldName(row.keys.name)}`])) {
        const list = index.get(`${row.system} ${key}`);
        if (list) list.push(number);
        else index.set(`${row.system} ${key}`, [number]);
      }
    });
    return index;
  }
}

/** A login or an address as a key: a login that is an address is compared as one. */
function nameKey(name: string): string {
  return name.includes("@") ? emailKey(name) : foldName(name);
}

/** Notes a person under a name that was asked for, once. */
function note(list: number[] | undefined, number: number): void {
  if (list && list.at(-1) !== number) list.push(number);
}
