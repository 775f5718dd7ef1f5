import type { Examined } from "../model/rule.ts";

/** How many objects of each sort were put before the rules, per application or system: the denominators. */
export class Tally {
  /** By application or system, then by sort: asked a million times, so no key is built. */
  readonly #counts = new Map<string, Map<Examined, number>>();
  /** How many there are of what is counted in several places. */
  readonly #wholes = new Map<Examined, number>();

  add(what: Examined, app: string, count = 1): void {
    const counts = this.#counts.get(app) ?? new Map<Examined, number>();
    if (counts.size === 0) this.#counts.set(app, counts);
    counts.set(what, (counts.get(what) ?? 0) + count);
  }

  /** Adds one that is in several places at once. */
  addIn(what: Examined, apps: Iterable<string>): void {
    for (const app of apps) this.add(what, app);
    this.#wholes.set(what, (this.#wholes.get(what) ?? 0) + 1);
  }

  of(what: Examined, app: string): number {
    return this.#counts.get(app)?.get(what) ?? 0;
  }

  /** All that is counted of one sort. */
  total(what: Examined): number {
    return this.#wholes.get(what) ?? this.apps.reduce((sum, app) => sum + this.of(what, app), 0);
  }

  /** Applications and systems in which anything was counted, sorted. */
  get apps(): string[] {
    return [...this.#counts.keys()].sort();
  }
}
