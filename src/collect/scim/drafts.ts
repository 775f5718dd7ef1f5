import type { Account } from "../../model/records/account.ts";
import type { Grant } from "../../model/records/entitlement.ts";
import type { Group } from "../../model/records/group.ts";
import type { Identity } from "../../model/records/identity.ts";

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

/** All that was read, before it is known what hangs together. */
export class Drafts {
  readonly accounts: Account[] = [];
  readonly identities: Identity[] = [];
  readonly groups: Group[] = [];
  readonly grants: Grant[] = [];
  /** By kind and value. */
  readonly rights = new Map<string, Right>();
  /** Members by the group's id. */
  readonly members = new Map<string, Member[]>();
  readonly claims: Claim[] = [];
  /** Ids of users and agents, whatever became of their records. */
  readonly holders = new Set<string>();
  readonly agents = new Set<string>();
  /** Remarks on single accounts: what is wrong, and with which. */
  readonly doubts: { readonly what: string; readonly id: string }[] = [];
  /** Members that a group names without an id. */
  readonly nameless: string[] = [];

  right(kind: Right["kind"], value: string): Right {
    const key = `${kind}/${value}`;
    const right = this.rights.get(key) ?? { kind, value, names: new Set(), contains: new Set() };
    this.rights.set(key, right);
    return right;
  }
}
