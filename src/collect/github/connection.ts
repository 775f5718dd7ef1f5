import type * as z from "zod";
import { RequestFailure } from "../../network/request-failure.ts";
import { endsReading } from "./github-api.ts";
import type { Listing } from "./page-book.ts";

/** One page of a GraphQL connection. */
export interface ConnectionPage {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly items: readonly unknown[];
}

/**
 * All items of a GraphQL connection, from `first` on or from the beginning. Two with one `idOf` count once; the total that
 * GitHub gives is compared with what came. @throws RequestFailure where there is no first page
 */
export async function readConnection<T>(
  item: z.ZodType<T>,
  idOf: (item: T) => string,
  pageAfter: (cursor: string | null) => Promise<ConnectionPage>,
  first?: ConnectionPage,
): Promise<Listing<T>> {
  const items = new Map<string, T>();
  const short = new Set<string>();
  const cursors = new Set<string>();
  let page = first ?? (await pageAfter(null));
  const { totalCount } = page;
  for (;;) {
    for (const raw of page.items) {
      const parsed = item.safeParse(raw);
      if (parsed.success) items.set(idOf(parsed.data), parsed.data);
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
  if (items.size !== totalCount) short.add(`${totalCount} are announced and ${items.size} different ones came`);
  return { items: [...items.values()], short: [...short] };
}
