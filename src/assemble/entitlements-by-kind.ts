import { byCodeUnit } from "../canonical.ts";
import type { EntitlementKeys } from "../load/entitlements.ts";
import type { EntitlementsOfKind } from "../model/app-document.ts";
import type { AppGround } from "./app-ground.ts";
import { coverageOf } from "./coverage.ts";

/** Names of entitlements that a document gives as examples. */
const examples = 5;

type Sort = keyof EntitlementsOfKind["uncovered"];

/** Entitlements of an application, kind by kind, with how many its channel does not carry. */
export function entitlementsByKind(name: string, { estate, correlation, holders }: AppGround): EntitlementsOfKind[] {
  const app = correlation.apps.get(name);
  const named = correlation.declared?.named.entitlements;
  const kinds = new Map<string, Kind>();
  estate.entitlements.forEach((row, number) => {
    if (row.system !== name) return;
    const kind = kinds.get(row.keys.kind) ?? new Kind(row.keys.kind);
    kinds.set(row.keys.kind, kind);
    kind.count += 1;
    if (!holders.isHeld(number)) return;
    kind.held += 1;
    const covered = coverageOf(row, app);
    const isGoverned = app?.mode === "exhaustive" || named?.has(number) === true;
    if (covered === "unknown") kind.untold += 1;
    if (covered === "no" || covered === "partial") kind.leaveOut(row.keys.name, sortOf(row.keys, isGoverned));
  });
  return [...kinds.values()].map((kind) => kind.told()).toSorted((a, b) => byCodeUnit(a.kind, b.kind));
}

function sortOf({ privileged, administers, isDefault, readOnly }: EntitlementKeys, isGoverned: boolean): Sort {
  if (isGoverned) return "governed";
  if (privileged || administers) return "mighty";
  return isDefault || readOnly ? "harmless" : "other";
}

/** What is counted of one kind. */
class Kind {
  count = 0;
  held = 0;
  untold = 0;
  readonly #kind: EntitlementsOfKind["kind"];
  readonly #uncovered = { governed: 0, mighty: 0, harmless: 0, other: 0 };
  readonly #names = { mighty: [] as string[], other: [] as string[] };

  constructor(kind: EntitlementsOfKind["kind"]) {
    this.#kind = kind;
  }

  /** Counts one that the channel does not carry. */
  leaveOut(name: string, sort: Sort): void {
    this.#uncovered[sort] += 1;
    if (sort === "mighty" || sort === "other") this.#names[sort].push(name);
  }

  told(): EntitlementsOfKind {
    const names = [this.#names.mighty, this.#names.other].flatMap((list) => list.toSorted(byCodeUnit));
    return {
      ...{ kind: this.#kind, count: this.count, held: this.held },
      ...{ uncovered: { ...this.#uncovered }, untold: this.untold },
      examples: names.slice(0, examples),
    };
  }
}
