import { EntitlintError } from "../../errors.ts";
import type { Item } from "../../mapping/item.ts";
import { ahead } from "../../network/ahead.ts";
import type { Answer } from "../../network/http-client.ts";
import { RequestFailure } from "../../network/request-failure.ts";
import { readJson } from "../../positions/read-json.ts";
import { Listing, type ListPage } from "./listing.ts";
import { firstPage } from "./next-page.ts";
import type { ListAddress } from "./read-address.ts";
import type { Read } from "./schema.ts";
import type { Session } from "./session.ts";

/** A list, read as far as it went. */
export interface ListRead {
  readonly listing: Listing;
  /** The request that ended it early. */
  readonly failure: RequestFailure | undefined;
}

/**
 * Reads a list page by page to its end, each page handed to `take` as it comes. Whatever the server does, what is wrong
 * with the list is given back.
 * @param owner the item of another list that this one belongs to
 */
export async function readList(
  start: ListAddress,
  read: Read,
  session: Session,
  owner: Item | undefined,
  take: (page: ListPage) => void,
): Promise<ListRead> {
  const listing = new Listing(read, start, owner);
  try {
    const { path, query } = firstPage(read.paging, start);
    let asked: { readonly answer: Promise<Answer> } | undefined = { answer: session.ask(path, { query }) };
    while (asked !== undefined) {
      const answer: Answer = await asked.answer;
      const { page, next } = listing.take(answer, rootOf(answer));
      session.page(page?.({}).items.length ?? 0);
      asked = next && (await ahead(() => session.ask(next.path, { query: next.query })));
      if (page) take(page);
    }
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    return { listing, failure: error };
  }
  listing.compareTotal();
  return { listing, failure: undefined };
}

/** The content of an answer. @throws RequestFailure where it is no JSON */
export function rootOf({ url, text }: Answer) {
  const what = `${url.origin}${url.pathname}`;
  try {
    return readJson(text, what);
  } catch (cause) {
    if (!(cause instanceof EntitlintError)) throw cause;
    throw new RequestFailure("bad-answer", what, "the answer is no JSON that can be read", { cause });
  }
}
