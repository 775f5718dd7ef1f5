import type { Control } from "ldapts";
import { ahead } from "../../network/ahead.ts";
import type { Progress } from "../../network/patience.ts";
import { RequestFailure } from "../../network/request-failure.ts";
import { IdTable } from "../../spool/id-table.ts";
import type { Connection, SearchAnswer, SearchRequest } from "./connection.ts";
import { LdapEntry } from "./entry.ts";
import { PageRequest } from "./paged-control.ts";

interface Cut {
  readonly state: "short" | "denied";
  readonly reason: string;
}

/** How a search ended. Only `whole` means that there is nothing else. */
export type Ending = ({ readonly state: "whole" } | Cut) & { readonly referrals: readonly string[] };

export interface PagedSearch extends Omit<SearchRequest, "scope"> {
  readonly pageSize: number;
}

/** Result codes at which a server stops in the middle, each with why. */
const cuts: Readonly<Record<number, string>> = {
  3: "the server's time limit ended the search",
  4: "the server's size limit ended the search; let the reader read without limit",
  11: "an administrative limit of the server ended the search; let the reader read without limit",
};

const mostEmptyPages = 100;

/**
 * Reads a search page by page to its end, and hands over each entry once.
 * @throws RequestFailure where the source as a whole cannot be read
 */
export async function readPages(
  connection: Connection,
  search: PagedSearch,
  progress: Progress,
  take: (entry: LdapEntry) => void,
): Promise<Ending> {
  const seen = new IdTable();
  const referrals = new Set<string>();
  const ended = (end: Cut): Ending => ({ ...end, referrals: [...referrals] });
  const ask = (cookie: Buffer) =>
    onePage(connection, search, cookie).catch((error: unknown) => cutBy(error, search.base));
  let empty = 0;
  for (let asked = { answer: ask(Buffer.alloc(0)) }; ; ) {
    const answer = await asked.answer;
    if ("state" in answer) return ended(answer);
    const fresh = answer.entries.filter(({ dn }) => seen.add(dn));
    for (const referral of answer.referrals) referrals.add(referral);
    progress.page(fresh.length);
    empty = answer.entries.length === 0 ? empty + 1 : 0;
    const reason = doubt(answer, fresh.length, empty);
    const { cookie = Buffer.alloc(0) } = answer;
    const goesOn = reason === undefined && cookie.length > 0;
    if (goesOn) asked = await ahead(() => ask(cookie));
    for (const entry of fresh) take(new LdapEntry(entry));
    if (goesOn) continue;
    return reason === undefined ? { state: "whole", referrals: [...referrals] } : ended({ state: "short", reason });
  }
}

/** Why an answer cannot be trusted to lead to the end. */
function doubt({ entries, cookie }: SearchAnswer, fresh: number, empty: number): string | undefined {
  if (fresh < entries.length) return "the server gave entries again, so that others may be missing";
  if (cookie === undefined) return "the server ignored the request for pages, so that nothing says whether this is all";
  return empty > mostEmptyPages ? "the server goes on giving empty pages" : undefined;
}

/** What an error in the middle of a search means. @throws the error, where it means more than this search */
function cutBy(error: unknown, base: string): Cut {
  if (!(error instanceof RequestFailure)) throw error;
  const reason = cuts[error.status ?? 0];
  if (reason !== undefined) return { state: "short", reason };
  if (error.status === 50) return { state: "denied", reason: `the reader may not search below ${base}` };
  throw error;
}

async function onePage(connection: Connection, search: PagedSearch, cookie: Buffer): Promise<SearchAnswer> {
  const { pageSize, controls = [], ...request } = search;
  const pages: Control[] = [new PageRequest(pageSize, cookie), ...controls];
  try {
    return await connection.search({ ...request, scope: "sub", controls: pages });
  } catch (error) {
    const knowsNoPages = error instanceof RequestFailure && error.status === 12 && cookie.length === 0;
    if (!knowsNoPages) throw error;
    // A server that says so gives everything at once, or names the limit that it ran into.
    const answer = await connection.search({ ...request, scope: "sub", controls });
    return { ...answer, cookie: Buffer.alloc(0) };
  }
}
