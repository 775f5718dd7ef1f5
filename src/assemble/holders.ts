import type { Subject } from "../correlate/subjects.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { Holding } from "../model/entitlement-document.ts";
import { IdentityKind, type LifecycleStatus } from "../model/records/common.ts";
import type { AccountPart } from "./account-parts.ts";
import { deniedOf, isInTime } from "./effective.ts";
import { emergencies } from "./emergencies.ts";

/** Names kept of the holders of one privileged entitlement. */
const listed = 50;

/** Statuses, the one that lets somebody in most surely first: of several accounts the first of these tells. */
const byUse: readonly LifecycleStatus[] = [
  ...(["active", "invited", "locked", "unknown", "suspended", "leave", "staged"] as const),
  ...(["disabled", "terminated", "deleted"] as const),
];
const kinds = IdentityKind.options;

/** Counts who holds each entitlement while subjects are assembled, so that the estate is walked once. */
export class Holders {
  readonly #estate: LoadedEstate;
  readonly #isForEmergencies: (subject: Subject) => boolean;
  readonly #observedAt: (system: string, kind: "grant" | "account") => string;
  /** By entitlement: how many hold it in each way, a way being one number. */
  readonly #counts = new Map<number, Map<number, number>>();
  readonly #names = new Map<number, string[]>();

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
    const isForEmergencies = this.#isForEmergencies(subject);
    const of = kinds.indexOf(isForEmergencies ? "break-glass" : subject.kind);
    for (const [entitlement, state] of best) {
      const counts = this.#counts.get(entitlement) ?? new Map<number, number>();
      if (counts.size === 0) this.#counts.set(entitlement, counts);
      const way = state * kinds.length + of;
      counts.set(way, (counts.get(way) ?? 0) + 1);
      if (!isForEmergencies && this.#estate.entitlements[entitlement]?.keys.privileged)
        this.#name(entitlement, subject);
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

  #name(entitlement: number, { id }: Subject): void {
    const names = this.#names.get(entitlement) ?? [];
    if (names.length === 0) this.#names.set(entitlement, names);
    if (names.length < listed) names.push(id);
  }

  isHeld(entitlement: number): boolean {
    return this.#counts.has(entitlement);
  }

  /** Who holds an entitlement, by what they are and how they stand. */
  of(entitlement: number): Holding[] {
    const counts = [...(this.#counts.get(entitlement) ?? [])].toSorted(([a], [b]) => a - b);
    return counts.map(([way, count]) => {
      const state = Math.floor(way / kinds.length);
      return {
        of: kinds[way % kinds.length] ?? "unknown",
        status: byUse[state >> 2] ?? "unknown",
        ...((state & 2) !== 0 && { ended: true as const }),
        ...((state & 1) !== 0 && { eligible: true as const }),
        count,
      };
    });
  }

  /** Some of those who hold a privileged entitlement, in the order in which subjects came. */
  namesOf(entitlement: number): readonly string[] {
    return this.#names.get(entitlement) ?? [];
  }
}
