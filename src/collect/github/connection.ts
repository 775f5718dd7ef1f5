import type * as z from "zod";
import { RequestFailure } from "../../network/request-failure.ts";
import { IdTable } from "../../spool/id-table.ts";
import { endsReading } from "./github-api.ts";
import type { Listing } from "./page-book.ts";

/** One page of a GraphQL connection. */
export interface ConnectionPage {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly items: readonly unknown[];
}

/** How a connection is read. */
export interface ConnectionOptions<T> {
  readonly idOf: (item: T) => string;
  readonly pageAfter: (cursor: string | null) => Promise<ConnectionPage>;
  /** The first page, where it is there already. */
  readonly first?: ConnectionPage;
}

/**
 * Reads all items of a GraphQL connection and gives each to `take`. Of two with one `idOf` the first is taken; the total
 * that GitHub gives is compared with what came. @throws RequestFailure where there is no first page
 */
export async function readConnection<T>(
  item: z.ZodType<T>,
  { idOf, pageAfter, first }: ConnectionOptions<T>,
  take: (item: T) => void,
): Promise<Listing> {
  const ids = new IdTable();
  const takeNew = (one: T) => ids.add(idOf(one)) && take(one);
  const short = new Set<string>();
  const cursors = new Set<string>();
  let page = first ?? (await pageAfter(null));
  const { totalCount } = page;
  for (;;) {
    for (const raw of page.items) {
      const parsed = item.safeParse(raw);
      if (parsed.success) takeNew(parsed.data);
      else short.add("an item is not what GitHub documents");
    }
    if (page.totalCount !== totalCount) short.add("the total changed while it was read");
    const { hasNextPage, endCursor } = page.pageInfo;
    if (!hasNextPage) break;
    if (endCursor === null || cursors.has(endCursor)) {
      short.add("a page came again");
      break;
    }
    cursors.add(endCursor);
    try {
      page = await pageAfter(endCursor);
    } catch (error) {
      if (!(error instanceof RequestFailure) || endsReading(error)) throw error;
      short.add(error.problems[0].message);
      break;
    }
  }
  if (ids.size !== totalCount) short.add(`${totalCount} are announced and ${ids.size} different ones came`);
  return { size: ids.size, short: new Map([...short].map((reason) => [reason, 1])) };
}
