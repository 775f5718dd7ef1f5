import { textOf } from "../../mapping/scope.ts";
import { nodeBelow } from "../../mapping/tree-items.ts";
import type { Answer } from "../../network/http-client.ts";
import type { PositionedNode } from "../../positions/node.ts";
import type { Paging } from "./paging-schema.ts";
import type { ListAddress } from "./read-address.ts";

/** What is known when a page has been read. */
export interface PageRead {
  readonly answer: Pick<Answer, "headers" | "url">;
  readonly root: PositionedNode;
  /** Items of this page, and of all so far. */
  readonly items: number;
  readonly received: number;
  /** The total that the answer announces, if any. */
  readonly total: number | undefined;
  /** Pages so far. */
  readonly pages: number;
}

/** Where reading goes on, that it has ended, or why neither can be told. */
export type Next =
  | { readonly is: "page"; readonly address: ListAddress; readonly mark: string }
  | { readonly is: "end" }
  | { readonly is: "broken"; readonly reason: string };

const end: Next = { is: "end" };

/** The address of the first page. */
export function firstPage(paging: Paging, { path, query }: ListAddress): ListAddress {
  const counted = paging.by === "offset" || paging.by === "page" ? { [paging.parameter]: String(paging.first) } : {};
  return { path, query: { ...query, ...sized(paging), ...counted } };
}

/** What follows a page. */
export function nextPage(paging: Paging, start: ListAddress, page: PageRead): Next {
  switch (paging.by) {
    case "none":
      return end;
    case "link":
      return linked(relNext(page.answer.headers.get("link")), page);
    case "next": {
      const found = nodeBelow(page.root, paging.at);
      if (found && found.type !== "scalar") return broken(`what stands at ${paging.at} is no address`);
      return linked(textOf(found) || undefined, page);
    }
    case "cursor":
      return byCursor(paging, start, page);
    case "offset":
      return counted(start, paging, page, paging.first + page.received);
    case "page":
      return byNumber(paging, start, page);
  }
}

function byCursor(paging: Extract<Paging, { by: "cursor" }>, start: ListAddress, { root }: PageRead): Next {
  const found = nodeBelow(root, paging.at);
  if (found && found.type !== "scalar") return broken(`what stands at ${paging.at} is no cursor`);
  const cursor = found?.value === false ? "" : (textOf(found) ?? "");
  const more = paging.more === undefined ? undefined : textOf(nodeBelow(root, paging.more));
  if (paging.more !== undefined && more !== "true" && more !== "false")
    return broken(`neither true nor false stands at ${paging.more}`);
  if (more === "true" && cursor === "") return broken("the API says that there is more, and gives no cursor");
  return cursor === "" || more === "false" ? end : turned(start, paging, cursor);
}

function byNumber(paging: Extract<Paging, { by: "page" }>, start: ListAddress, page: PageRead): Next {
  if (paging.pages === undefined) return counted(start, paging, page, paging.first + page.pages);
  const pages = textOf(nodeBelow(page.root, paging.pages)) ?? "";
  if (!/^\d{1,9}$/u.test(pages)) return broken(`no number of pages stands at ${paging.pages}`);
  return page.pages >= Number(pages) ? end : turned(start, paging, String(paging.first + page.pages));
}

/** A short page proves nothing, because servers cap sizes: only the total or an empty page ends a list that is counted. */
function counted(start: ListAddress, paging: Paging & { parameter: string }, page: PageRead, number: number): Next {
  const { items, received, total } = page;
  return items === 0 || (total !== undefined && received >= total) ? end : turned(start, paging, String(number));
}

function turned({ path, query }: ListAddress, paging: Paging & { parameter: string }, value: string): Next {
  const address = { path, query: { ...query, ...sized(paging), [paging.parameter]: value } };
  return { is: "page", address, mark: value };
}

function linked(target: string | undefined, { answer }: PageRead): Next {
  if (target === undefined) return end;
  if (!URL.canParse(target, answer.url.href)) return broken("the address of the next page is none");
  const { href } = new URL(target, answer.url);
  return { is: "page", address: { path: href, query: {} }, mark: href };
}

/** The target of rel="next" in a Link header (RFC 8288). */
export function relNext(header: string | null): string | undefined {
  for (const [, target, parameters = ""] of (header ?? "").matchAll(
    /<([^>]*)>((?:\s*;\s*[\w*!#$&+.^`|~-]+\s*(?:=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)/gu,
  )) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/iu.exec(parameters);
    if ((rel?.[1] ?? rel?.[2] ?? "").toLowerCase().split(/\s+/u).includes("next")) return target;
  }
  return undefined;
}

function sized(paging: Paging): Record<string, string> {
  const size = "size" in paging ? paging.size : undefined;
  return size ? { [size.parameter]: String(size.value) } : {};
}

function broken(reason: string): Next {
  return { is: "broken", reason };
}
