import type { AccountRow, IdentityRow } from "./estate-rows.ts";
import type { GroupRow } from "./groups.ts";

/**
 * Everything that can hold access, numbered: accounts first, then identities, then groups, then credentials. Numbers
 * stand in for ids wherever there are millions of references.
 */
export class Principals {
  readonly accounts: readonly AccountRow[];
  readonly identities: readonly IdentityRow[];
  readonly groups: readonly GroupRow[];
  readonly credentials: readonly { readonly id: string }[];
  readonly #numbers = new Map<string, number>();

  constructor(parts: {
    accounts: readonly AccountRow[];
    identities: readonly IdentityRow[];
    groups: readonly GroupRow[];
    credentials: readonly { readonly id: string }[];
  }) {
    this.accounts = parts.accounts;
    this.identities = parts.identities;
    this.groups = parts.groups;
    this.credentials = parts.credentials;
    let number = 0;
    for (const rows of [parts.accounts, parts.identities, parts.groups, parts.credentials]) {
      for (const row of rows) this.#numbers.set(row.id, number++);
    }
  }

  get size(): number {
    return this.#numbers.size;
  }

  /** The number of an id, or -1 when nothing has it. */
  numberOf(id: string): number {
    return this.#numbers.get(id) ?? -1;
  }

  /** The id of a number, or undefined when nothing has it. */
  idOf(number: number): string | undefined {
    if (number < this.firstIdentity) return this.accounts[number]?.id;
    if (number < this.firstGroup) return this.identities[number - this.firstIdentity]?.id;
    const row = this.groupAt(number) ?? this.credentials[number - this.firstCredential];
    return row?.id;
  }

  get firstIdentity(): number {
    return this.accounts.length;
  }

  get firstGroup(): number {
    return this.firstIdentity + this.identities.length;
  }

  get firstCredential(): number {
    return this.firstGroup + this.groups.length;
  }

  /** The group of a number, or undefined when the number is another principal's. */
  groupAt(number: number): GroupRow | undefined {
    return number >= this.firstGroup ? this.groups[number - this.firstGroup] : undefined;
  }
}
