import type { Examined } from "../model/rule.ts";

/** How many objects of each sort were put before the rules, per application or system: the denominators. */
export class Tally {
  readonly #counts = new Map<string, number>();
  readonly #apps = new Set<string>();

  add(what: Examined, app: string, count = 1): void {
    this.#apps.add(app);
    const key = `${what} ${app}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + count);
  }

  of(what: Examined, app: string): number {
    return this.#counts.get(`${what} ${app}`) ?? 0;
  }

  /** All that is counted of one sort. */
  total(what: Examined): number {
    return [...this.#apps].reduce((sum, app) => sum + this.of(what, app), 0);
  }

  /** Applications and systems in which anything was counted, sorted. */
  get apps(): string[] {
    return [...this.#apps].sort();
  }
}
