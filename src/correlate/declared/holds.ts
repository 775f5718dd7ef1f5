import type { Place } from "../../errors.ts";

/** That Git gives somebody something, by one line. */
export interface Hold {
  readonly role: string;
  readonly by: "member" | "selector";
  readonly birthright: boolean;
  /** The line of the member, or the selector. */
  readonly place: Place;
  /** From when on it should have been there: when it was declared, or began, or when somebody came; absent where nothing tells. */
  readonly since?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** The groups, or the entitlement, by which it comes, nearest first. */
  readonly via?: readonly string[] | undefined;
}

/** What somebody held by an attribute that has changed. */
export interface FormerHold {
  readonly role: string;
  /** The last reading before the change. */
  readonly until: string;
}

/** All that roles say of one subject. Entitlements and groups are numbers of the estate. */
export interface DeclaredOf {
  /** In force at the instant judged. */
  readonly entitlements: ReadonlyMap<number, Hold>;
  readonly groups: ReadonlyMap<number, Hold>;
  /** Not in force yet. */
  readonly coming: { readonly entitlements: ReadonlyMap<number, Hold>; readonly groups: ReadonlyMap<number, Hold> };
  /** The last second of lines that are over, where no other line gives the same. */
  readonly lapsed: { readonly entitlements: ReadonlyMap<number, string>; readonly groups: ReadonlyMap<number, string> };
  /** What earlier attributes gave and the present ones do not. */
  readonly former: ReadonlyMap<number, FormerHold>;
}

export const nothing: DeclaredOf = {
  entitlements: new Map(),
  groups: new Map(),
  coming: { entitlements: new Map(), groups: new Map() },
  lapsed: { entitlements: new Map(), groups: new Map() },
  former: new Map(),
};

/** `DeclaredOf` while it is being gathered. */
export class HoldBook implements DeclaredOf {
  readonly entitlements = new Map<number, Hold>();
  readonly groups = new Map<number, Hold>();
  readonly coming = { entitlements: new Map<number, Hold>(), groups: new Map<number, Hold>() };
  readonly lapsed = { entitlements: new Map<number, string>(), groups: new Map<number, string>() };
  readonly former = new Map<number, FormerHold>();

  /** Notes one line; of several the one that has been there longest counts. */
  add(what: "entitlements" | "groups", number: number, hold: Hold, now: string): void {
    const { from, until } = hold;
    if (until !== undefined && until < now) {
      const known = this.lapsed[what].get(number);
      if (known === undefined || known < until) this.lapsed[what].set(number, until);
      return;
    }
    const target = from !== undefined && from > now ? this.coming[what] : this[what];
    const known = target.get(number);
    if (!known || isLonger(hold, known)) target.set(number, hold);
  }
}

function isLonger(a: Hold, b: Hold): boolean {
  if (a.since === undefined || b.since === undefined) return a.since !== undefined && b.since === undefined;
  return a.since < b.since;
}
