import type { Subject } from "../correlate/subjects.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { Holding } from "../model/entitlement-document.ts";
import { IdentityKind, type LifecycleStatus } from "../model/records/common.ts";
import type { AccountPart } from "./account-parts.ts";
import { deniedOf, isInTime } from "./effective.ts";
import { emergencies } from "./emergencies.ts";

/** Names kept of those who hold one privileged entitlement in one way. */
const listed = 50;

/** Statuses, the one that lets somebody in most surely first: of several accounts the first of these tells. */
const byUse: readonly LifecycleStatus[] = [
  ...(["active", "invited", "locked", "unknown", "suspended", "leave", "staged"] as const),
  ...(["disabled", "terminated", "deleted"] as const),
];
const kinds = IdentityKind.options;

/** Those who hold an entitlement and stand alike. */
interface Way {
  count: number;
  /** Some of them, in the order in which subjects came. */
  readonly who: string[];
}

/** Counts who holds each entitlement while subjects are assembled, so that the estate is walked once. */
export class Holders {
  readonly #estate: LoadedEstate;
  readonly #isForEmergencies: (subject: Subject) => boolean;
  readonly #observedAt: (system: string, kind: "grant" | "account") => string;
  /** By entitlement: who holds it in each way, a way being one number. */
  readonly #ways = new Map<number, Map<number, Way>>();

  constructor(estate: LoadedEstate, observedAt: (system: string, kind: "grant" | "account") => string) {
    this.#estate = estate;
    this.#observedAt = observedAt;
    this.#isForEmergencies = emergencies(estate);
  }

  /** Counts what one subject holds; each subject is to be told of once. */
  add(subject: Subject, parts: readonly AccountPart[]): void {
    const best = new Map<number, number>();
    for (const part of parts) this.#addPart(part, best);
    if (best.size === 0) return;
    const of = kinds.indexOf(this.#isForEmergencies(subject) ? "break-glass" : subject.kind);
    for (const [entitlement, state] of best) {
      const way = this.#way(entitlement, state * kinds.length + of);
      way.count += 1;
      if (way.who.length < listed && this.#estate.entitlements[entitlement]?.keys.privileged) way.who.push(subject.id);
    }
  }

  #addPart({ row, grants: reached }: AccountPart, best: Map<number, number>): void {
    if (reached.length === 0) return;
    const { grants } = this.#estate;
    const hasEnded = row.keys.expires !== undefined && row.keys.expires < this.#observedAt(row.system, "account");
    const state = (byUse.indexOf(row.keys.status) * 2 + Number(hasEnded)) * 2;
    const denied = deniedOf(reached, this.#estate);
    for (const { grant } of reached) {
      if (grants.denies(grant) || denied.has(grant)) continue;
      if (!isInTime(grant, this.#estate, this.#observedAt(grants.system(grant), "grant"))) continue;
      const entitlement = grants.entitlement(grant);
      const held = state + Number(grants.eligible(grant));
      if (held < (best.get(entitlement) ?? Number.POSITIVE_INFINITY)) best.set(entitlement, held);
    }
  }

  #way(entitlement: number, number: number): Way {
    const ways = this.#ways.get(entitlement) ?? new Map<number, Way>();
    if (ways.size === 0) this.#ways.set(entitlement, ways);
    const way = ways.get(number) ?? { count: 0, who: [] };
    if (way.count === 0) ways.set(number, way);
    return way;
  }

  isHeld(entitlement: number): boolean {
    return this.#ways.has(entitlement);
  }

  /** Who holds an entitlement, by what they are and how they stand. */
  of(entitlement: number): Holding[] {
    const ways = [...(this.#ways.get(entitlement) ?? [])].toSorted(([a], [b]) => a - b);
    return ways.map(([way, { count, who }]) => {
      const state = Math.floor(way / kinds.length);
      return {
        of: kinds[way % kinds.length] ?? "unknown",
        status: byUse[state >> 2] ?? "unknown",
        ...((state & 2) !== 0 && { ended: true as const }),
        ...((state & 1) !== 0 && { eligible: true as const }),
        count,
        ...(who.length > 0 && { who }),
      };
    });
  }
}
