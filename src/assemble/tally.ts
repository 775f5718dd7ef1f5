import type { Examined } from "../model/rule.ts";

/** How many objects of each sort were put before the rules, per application or system: the denominators. */
export class Tally {
  /** By application or system, then by sort: asked a million times, so no key is built. */
  readonly #counts = new Map<string, Map<Examined, number>>();

  add(what: Examined, app: string, count = 1): void {
    const counts = this.#counts.get(app) ?? new Map<Examined, number>();
    if (counts.size === 0) this.#counts.set(app, counts);
    counts.set(what, (counts.get(what) ?? 0) + count);
  }

  of(what: Examined, app: string): number {
    return this.#counts.get(app)?.get(what) ?? 0;
  }

  /** All that is counted of one sort. */
  total(what: Examined): number {
    return this.apps.reduce((sum, app) => sum + this.of(what, app), 0);
  }

  /** Applications and systems in which anything was counted, sorted. */
  get apps(): string[] {
    return [...this.#counts.keys()].sort();
  }
}
