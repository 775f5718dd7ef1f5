import { RequestFailure } from "../../network/request-failure.ts";
import type { Listing } from "./listing.ts";
import type { Page } from "./page.ts";

/** What is asked of a list: from which place, or after which cursor. */
export type Spot = { readonly startIndex: number } | { readonly cursor: string };

/** Asks for one page. @throws RequestFailure */
export type AskPage = (spot: Spot) => Promise<Page>;

/** How a list was read: to some end, or that the server wants it in the other way. */
export type Outcome = "ended" | "wants-cursor" | "wants-index";

/** More pages than any real list has. */
const mostPages = 1_000_000;

/** Empty pages in a row that a cursor may lead through. */
const mostEmptyPages = 100;

/**
 * Reads a list by index, and one page beyond the announced total: servers that announce the length of the page instead
 * are found out there, and those that begin anew past the end show nothing new.
 * @throws RequestFailure where not even the first page came
 */
export async function turnByIndex(ask: AskPage, listing: Listing, { strict }: { strict: boolean }): Promise<Outcome> {
  let start = 1;
  for (let number = 1; number <= mostPages; number++) {
    const page = await pageOrNone(ask, { startIndex: start }, listing, number === 1);
    if (page === undefined) return "ended";
    if (number === 1 && !strict && page.nextCursor !== undefined) return "wants-cursor";
    const wasWhole = listing.hasReachedTotal && number > 1;
    const fresh = listing.add(page);
    const end = endOfIndex(page, { start, fresh, wasWhole });
    if (end?.shortfall !== undefined) listing.short(end.shortfall);
    if (end !== undefined) {
      if (listing.total === undefined) untold(listing);
      return "ended";
    }
    if (wasWhole) listing.short("there are more resources than it announces");
    if (fresh < page.resources.length) listing.short("resources came again on a later page");
    start += page.resources.length;
  }
  listing.short("it does not end");
  return "ended";
}

/** Whether this page is the last, and what is wrong with that. */
function endOfIndex(
  page: Page,
  { start, fresh, wasWhole }: { start: number; fresh: number; wasWhole: boolean },
): { readonly shortfall?: string } | undefined {
  if (page.resources.length === 0 || (wasWhole && fresh === 0)) return {};
  if (fresh > 0) return undefined;
  const isOther = page.startIndex !== undefined && page.startIndex !== start;
  const what = isOther
    ? `the server gives the page from ${page.startIndex} where that from ${start} was asked for`
    : "a page repeats an earlier one";
  return { shortfall: `${what} (\`paging: search\` may help)` };
}

/** A server that announces nothing is believed where its list came to an end, but not that it has nothing at all. */
function untold(listing: Listing): void {
  if (listing.ids.size === 0) listing.short("it is empty and announces no total");
  else listing.remark("no total is announced; the list was read until a page was empty");
}

/**
 * Reads a list by cursor (RFC 9865). The end is where no further cursor is given; a total may be missing.
 * @throws RequestFailure where not even the first page came
 */
export async function turnByCursor(ask: AskPage, listing: Listing, { strict }: { strict: boolean }): Promise<Outcome> {
  const cursors = new Set<string>();
  let empty = 0;
  for (let cursor = ""; ; ) {
    const page = await pageOrNone(ask, { cursor }, listing, cursor === "");
    if (page === undefined) return "ended";
    if (cursor === "" && !strict && isOnlyStart(page)) return "wants-index";
    const fresh = listing.add(page);
    empty = page.resources.length === 0 ? empty + 1 : 0;
    if (page.nextCursor === undefined) {
      if (listing.total === undefined && listing.ids.size === 0) untold(listing);
      return "ended";
    }
    const circle = circleOf(page, { cursors, fresh, empty });
    if (circle !== undefined) {
      listing.short(circle);
      return "ended";
    }
    if (fresh < page.resources.length) listing.short("resources came again on a later page");
    cursors.add(page.nextCursor);
    cursor = page.nextCursor;
  }
}

/** A first page that is not the whole list, and leads no further: the server knows no cursors. */
function isOnlyStart({ nextCursor, total, resources }: Page): boolean {
  return nextCursor === undefined && (total === undefined || resources.length < total);
}

/** Why going on would lead nowhere. */
function circleOf(
  { nextCursor = "", resources }: Page,
  { cursors, fresh, empty }: { cursors: ReadonlySet<string>; fresh: number; empty: number },
): string | undefined {
  if (cursors.has(nextCursor)) return "a cursor came again: the list goes round in circles";
  if (resources.length > 0 && fresh === 0) return "a page repeats an earlier one";
  if (empty > mostEmptyPages) return "cursors lead from one empty page to the next";
  return cursors.size >= mostPages ? "it does not end" : undefined;
}

/** A page; undefined where reading broke off, which the list then knows. @throws RequestFailure for the first page */
async function pageOrNone(ask: AskPage, spot: Spot, listing: Listing, isFirst: boolean): Promise<Page | undefined> {
  try {
    return await ask(spot);
  } catch (error) {
    if (isFirst) throw error;
    const isBeyond = "startIndex" in spot && listing.hasReachedTotal;
    const isNoPage = error instanceof RequestFailure && (error.reason === "refused" || error.reason === "not-found");
    // Asked for what lies behind the end, a server may well say that there is nothing.
    if (!isBeyond || !isNoPage) listing.broke(error);
    return undefined;
  }
}
