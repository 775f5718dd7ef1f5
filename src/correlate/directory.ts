import { exactKey, foldName, strongEmails } from "../load/match-keys.ts";
import type { Principals } from "../load/principals.ts";

/** Finds people and groups by the names that access files and owner fields use. */
export class Directory {
  readonly #principals: Principals;
  #people: Map<string, number[]> | undefined;
  #groups: Map<string, number[]> | undefined;

  constructor(principals: Principals) {
    this.#principals = principals;
  }

  /** Identity numbers for a record id, native id, employee number, user name or address. */
  people(name: string): readonly number[] {
    this.#people ??= this.#indexPeople();
    const exact = this.#people.get(`= ${exactKey(name)}`);
    return exact ?? this.#people.get(`~ ${foldName(name)}`) ?? [];
  }

  /** Group numbers for a native id or a name in one system, or for a record id. */
  groups(system: string, name: string): readonly number[] {
    this.#groups ??= this.#indexGroups();
    return this.#groups.get(`${system} ${name}`) ?? this.#groups.get(`${system} ~${foldName(name)}`) ?? [];
  }

  #indexPeople(): Map<string, number[]> {
    const index = new Map<string, number[]>();
    this.#principals.identities.forEach((row, number) => {
      const { keys } = row;
      const exact = [row.id, keys.nativeId, keys.employeeId, keys.immutableId];
      const folded = [keys.userName, ...strongEmails(keys.emails)];
      for (const key of new Set(exact)) if (key) add(index, `= ${exactKey(key)}`, number);
      for (const key of new Set(folded.filter((key) => key !== undefined).map(foldName)))
        add(index, `~ ${key}`, number);
    });
    return index;
  }

  #indexGroups(): Map<string, number[]> {
    const index = new Map<string, number[]>();
    this.#principals.groups.forEach((row, offset) => {
      const number = this.#principals.firstGroup + offset;
      const native = row.id.slice(row.id.indexOf("/", row.id.indexOf("/") + 1) + 1);
      for (const key of new Set([native, row.keys.name, `~${foldName(row.keys.name)}`]))
        add(index, `${row.system} ${key}`, number);
    });
    return index;
  }
}

function add(index: Map<string, number[]>, key: string, number: number): void {
  const known = index.get(key);
  if (known) known.push(number);
  else index.set(key, [number]);
}
