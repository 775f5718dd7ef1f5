import * as z from "zod";
import type { RequestFailure } from "../../network/request-failure.ts";
import { IdTable } from "../../spool/id-table.ts";

/** How much was read of a list, and why it may not be all. */
export interface Listing {
  /** How many different items came. */
  readonly size: number;
  /** Sentences, and how often each is to be told; none where the end was really reached. */
  readonly short: ReadonlyMap<string, number>;
}

interface Page {
  readonly items: readonly unknown[];
  readonly total?: number;
}

/** So many pages in a row with nothing on them, each naming a next one, are no list any more. */
const emptyPages = 10;

/** Counts the pages of one list as they come, and what tells that they are not all, or the same again. */
export class PageBook<T> {
  readonly #item: z.ZodType<T>;
  readonly #idOf: (item: T) => string;
  readonly #take: (item: T) => void;
  readonly #ids = new IdTable();
  readonly #short = new Map<string, number>();
  readonly #visited = new IdTable();
  #announced: number | undefined;
  #empty = 0;
  #isRepeated = false;

  /** `take` is given every item once, by its `idOf`. */
  constructor(item: z.ZodType<T>, idOf: (item: T) => string, take: (item: T) => void) {
    this.#item = item;
    this.#idOf = idOf;
    this.#take = take;
  }

  get isEmpty(): boolean {
    return this.#visited.size === 0;
  }

  /** Takes a page and gives the number of its new items. */
  take(url: string, { items, total }: Page): number {
    this.#visited.add(url);
    this.#announced = total ?? this.#announced;
    const before = this.#ids.size;
    for (const raw of items) {
      const parsed = this.#item.safeParse(raw);
      if (!parsed.success) this.#tell(`an item is not what GitHub documents (${whyNot(parsed.error)})`);
      else if (this.#ids.add(this.#idOf(parsed.data))) this.#take(parsed.data);
    }
    const added = this.#ids.size - before;
    this.#empty = items.length === 0 ? this.#empty + 1 : 0;
    this.#isRepeated = items.length > 0 && added === 0;
    return added;
  }

  /** Whether going on to this address would lead nowhere new; that is noted then. */
  goesRound(next: string): boolean {
    const isRound = this.#isRepeated || this.#empty > emptyPages || this.#visited.has(next);
    if (isRound) this.#tell("a page came again");
    return isRound;
  }

  breaksOff(failure: RequestFailure): void {
    this.#tell(failure.problems[0].message);
  }

  /** To be called once, when no page is left. */
  listing(): Listing {
    const { size } = this.#ids;
    if (this.#announced !== undefined && this.#announced !== size)
      this.#tell(`${this.#announced} are announced and ${size} different ones came`);
    return { size, short: this.#short };
  }

  #tell(reason: string): void {
    this.#short.set(reason, (this.#short.get(reason) ?? 0) + 1);
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
