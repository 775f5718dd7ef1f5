import type { RecordOf } from "../../model/record.ts";
import { IdTable } from "../../spool/id-table.ts";
import type { KindBook } from "../kind-book.ts";
import type { Notes } from "../notes.ts";
import type { SourceBook } from "../source-book.ts";
import { scimReads } from "./reads.ts";

/** A member of a group as the group tells it. */
export interface Member {
  readonly id: string;
  /** What the server says it is, in lower case. */
  readonly type: string | undefined;
}

/** A group as its member tells it. */
export interface Claim {
  readonly member: string;
  readonly group: string;
  readonly type: string | undefined;
}

/** A role or entitlement that somebody holds or the server lists. */
export interface Right {
  readonly kind: "role" | "entitlement";
  readonly value: string;
  readonly names: Set<string>;
  readonly contains: Set<string>;
}

type Kind = "account" | "identity" | "group" | "membership" | "entitlement" | "grant";

/** Fields that a record of a kind always has where it has a value at the server. */
const always: { readonly [K in Kind]: readonly (keyof RecordOf<K> & string)[] } = {
  account: scimReads.account.fields,
  identity: [...scimReads.identity.fields, ...scimReads.identity.some.agents.fields],
  group: scimReads.group.fields,
  membership: scimReads.membership.fields,
  entitlement: scimReads.entitlement.fields,
  grant: scimReads.grant.fields,
};

/** Where records go while lists are read, and what has to be known of all of them before it is clear what hangs together. */
export class Drafts {
  readonly #book: SourceBook;
  /** By kind and value. */
  readonly rights = new Map<string, Right>();
  /** Ids of users and agents, whatever became of their records. */
  readonly holders = new IdTable();
  readonly groups = new IdTable();
  /** Pairs of a group and a member, as groups tell them. */
  readonly edges = new IdTable();
  /** Groups by the group that holds them. */
  readonly within = new Map<string, string[]>();
  /** Members that are no user or agent: other groups, or nobody who has been read. */
  readonly open: { readonly group: string; readonly member: Member }[] = [];
  /** What users and agents say of their groups, each pair, and by whom anything is said at all. */
  readonly claims: Notes<Claim>;
  readonly claimed = new IdTable();
  readonly speakers = new IdTable();
  /** Managers of people, by the ids of their records. */
  readonly managers = new Set<string>();
  /** Members that do not name the group that names them, though they name others. */
  silent = 0;

  constructor(book: SourceBook, claims: Notes<Claim>) {
    this.#book = book;
    this.claims = claims;
  }

  /** The book of a kind, which is told of from then on. */
  kind<K extends Kind>(kind: K): KindBook<K> {
    return this.#book.kind(kind, always[kind]);
  }

  /** Writes a record; the fields read are those that always are, and those that any record has. */
  add<K extends Kind>(kind: K, record: RecordOf<K>): void {
    const book = this.kind(kind);
    for (const name in record) if (name !== "unknown") book.fields.add(name);
    book.add(record);
  }

  right(kind: Right["kind"], value: string): Right {
    const key = `${kind}/${value}`;
    const right = this.rights.get(key) ?? { kind, value, names: new Set(), contains: new Set() };
    this.rights.set(key, right);
    return right;
  }
}

/** A pair of a group and a member, as one text. */
export function pair(group: string, member: string): string {
  return JSON.stringify([group, member]);
}
