import * as z from "zod";
import type { RequestFailure } from "../../network/request-failure.ts";

/** Something that was read of a list, and why it may not be all. */
export interface Listing<T> {
  readonly items: readonly T[];
  /** Sentences; none where the end was really reached. */
  readonly short: readonly string[];
}

interface Page {
  readonly items: readonly unknown[];
  readonly total?: number;
}

/** So many pages in a row with nothing on them, each naming a next one, are no list any more. */
const emptyPages = 10;

/** The pages of one list as they come, and what tells that they are not all, or the same again. */
export class PageBook<T> {
  readonly #item: z.ZodType<T>;
  readonly #idOf: (item: T) => string;
  readonly #items = new Map<string, T>();
  readonly #short: string[] = [];
  readonly #visited = new Set<string>();
  #announced: number | undefined;
  #empty = 0;
  #isRepeated = false;

  constructor(item: z.ZodType<T>, idOf: (item: T) => string) {
    this.#item = item;
    this.#idOf = idOf;
  }

  get isEmpty(): boolean {
    return this.#visited.size === 0;
  }

  /** Takes a page and gives the number of its new items. */
  take(url: string, { items, total }: Page): number {
    this.#visited.add(url);
    this.#announced = total ?? this.#announced;
    const before = this.#items.size;
    for (const raw of items) {
      const parsed = this.#item.safeParse(raw);
      if (parsed.success) this.#items.set(this.#idOf(parsed.data), parsed.data);
      else this.#short.push(`an item is not what GitHub documents (${whyNot(parsed.error)})`);
    }
    const added = this.#items.size - before;
    this.#empty = items.length === 0 ? this.#empty + 1 : 0;
    this.#isRepeated = items.length > 0 && added === 0;
    return added;
  }

  /** Whether going on to this address would lead nowhere new; that is noted then. */
  goesRound(next: string): boolean {
    const isRound = this.#isRepeated || this.#empty > emptyPages || this.#visited.has(next);
    if (isRound) this.#short.push("a page came again");
    return isRound;
  }

  breaksOff(failure: RequestFailure): void {
    this.#short.push(failure.problems[0].message);
  }

  listing(): Listing<T> {
    const items = [...this.#items.values()];
    const isOff = this.#announced !== undefined && this.#announced !== items.length;
    const off = `${this.#announced} are announced and ${items.length} different ones came`;
    return { items, short: isOff ? [...this.#short, off] : this.#short };
  }
}

/** The items of an answer, which is a list or has one under `key`; undefined where it has none. */
export function pageOf(json: unknown, key: string | undefined): Page | undefined {
  if (key === undefined) return Array.isArray(json) ? { items: json } : undefined;
  const parsed = z.looseObject({ total_count: z.int().nonnegative().optional() }).safeParse(json);
  const items = parsed.data?.[key];
  if (!parsed.success || !Array.isArray(items)) return undefined;
  const { total_count: total } = parsed.data;
  return { items, ...(total !== undefined && { total }) };
}

/** Paths of the fields that are wrong, never what stood there. */
export function whyNot({ issues }: z.ZodError): string {
  const paths = issues.map(({ path }) => path.filter((part) => typeof part === "string").join(".") || "all of it");
  return [...new Set(paths)].toSorted().join(", ");
}
