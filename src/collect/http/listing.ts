import { createHash } from "node:crypto";
import type { Item } from "../../mapping/item.ts";
import { fillIn, textOf } from "../../mapping/scope.ts";
import { type Template, templateOf } from "../../mapping/template.ts";
import { type FoundItems, itemsOf, nodeBelow, type Steps } from "../../mapping/tree-items.ts";
import type { Answer } from "../../network/http-client.ts";
import type { PositionedNode } from "../../positions/node.ts";
import { IdTable } from "../../spool/id-table.ts";
import { nextPage } from "./next-page.ts";
import type { ListAddress } from "./read-address.ts";
import type { Read } from "./schema.ts";

/** How many pages without an item are believed in a row; some APIs filter after they page. */
const emptyPages = 100;

/** The items of one page that a mapping asks for. */
export type ListPage = (steps: Steps) => FoundItems;

/** What an answer brought. */
export interface Taken {
  /** Undefined where the answer holds no page. */
  readonly page: ListPage | undefined;
  /** Where the list goes on; undefined at its end. */
  readonly next: ListAddress | undefined;
}

/** A list as it comes page by page, and what is wrong with it. */
export class Listing {
  readonly #read: Read;
  readonly #start: ListAddress;
  readonly #owner: Item | undefined;
  readonly #key: Template | undefined;
  readonly #seen = new IdTable();
  readonly #marks = new Set<string>();
  readonly #faults = new Set<string>();
  #pages = 0;
  #total: number | undefined;
  #received = 0;
  #empty = 0;

  constructor(read: Read, start: ListAddress, owner: Item | undefined) {
    this.#read = read;
    this.#start = start;
    this.#owner = owner;
    this.#key = read.key === undefined ? undefined : templateOf(read.key);
  }

  /** Pages read so far. */
  get pages(): number {
    return this.#pages;
  }

  get total(): number | undefined {
    return this.#total;
  }

  /** Why the list may be short, in words that are the same for all lists of the read. */
  get faults(): readonly string[] {
    return [...this.#faults];
  }

  /** Takes an answer: the page that it holds, and where the list goes on. */
  take(answer: Answer, root: PositionedNode): Taken {
    const list = this.#listIn(root);
    const total = this.#totalIn(root);
    if (list === undefined) return { page: undefined, next: undefined };
    this.#pages += 1;
    const page: ListPage = (steps) => this.#found(list, steps);
    const { items } = page({});
    this.#received += items.length;
    this.#empty = items.length === 0 ? this.#empty + 1 : 0;
    if (!this.#isNews(items)) return { page, next: undefined };
    const counts = { items: items.length, received: this.#received, pages: this.pages };
    const next = nextPage(this.#read.paging, this.#start, { answer, root, total, ...counts });
    if (next.is === "broken") this.#faults.add(next.reason);
    if (next.is !== "page" || this.#runsInCircle(next.mark)) return { page, next: undefined };
    return { page, next: next.address };
  }

  /** To be called at the end of a list: holds what came against what was announced. */
  compareTotal(): void {
    if (this.#total !== undefined && this.#total !== this.#seen.size)
      this.#faults.add("the API announces another number of items than it gives");
  }

  #found(page: PositionedNode, { each, recurse, inside }: Steps): FoundItems {
    const isTable = page.type === "map" && !this.#read.single;
    return itemsOf(page, { each: each ?? (isTable ? "*" : undefined), recurse, inside }, this.#owner);
  }

  #listIn(root: PositionedNode): PositionedNode | undefined {
    const { items, single } = this.#read;
    const list = items === undefined ? root : nodeBelow(root, items);
    const isGood = single || items !== undefined ? list !== undefined && list.type !== "scalar" : list?.type === "list";
    if (isGood && !(single && list?.type === "list")) return list;
    const where = items === undefined ? "at its top" : `at ${items}`;
    this.#faults.add(single ? "an answer is not one item" : `an answer has no list ${where}`);
    return undefined;
  }

  #totalIn(root: PositionedNode): number | undefined {
    const { total } = this.#read;
    if (total === undefined) return undefined;
    const text = textOf(nodeBelow(root, total)) ?? "";
    if (!/^\d{1,15}$/u.test(text)) {
      this.#faults.add(`no total stands at ${total}`);
      return undefined;
    }
    if (this.#total !== undefined && this.#total !== Number(text))
      this.#faults.add("the announced total changed while the list was read");
    this.#total = Number(text);
    return this.#total;
  }

  /** Whether a page is worth going on after. One that brings only what was there before would come for ever. */
  #isNews(items: readonly Item[]): boolean {
    const before = this.#seen.size;
    for (const item of items) this.#seen.add(this.#keyOf(item));
    const news = this.#seen.size - before;
    if (items.length > 0 && news === 0) this.#faults.add("a page brought only items that had come before");
    else if (news < items.length) this.#faults.add("items came twice");
    return items.length === 0 || news > 0;
  }

  #runsInCircle(mark: string): boolean {
    const isKnown = this.#marks.has(mark);
    this.#marks.add(mark);
    if (isKnown) this.#faults.add("the pages run in a circle");
    else if (this.#empty >= emptyPages) this.#faults.add(`${emptyPages} pages in a row were empty`);
    return isKnown || this.#empty >= emptyPages;
  }

  /** What tells items apart: the key that the config names, else the whole content, as a digest. */
  #keyOf(item: Item): string {
    const named = this.#key && fillIn(this.#key, { item, variables: {} });
    if (named !== undefined) return `=${named}`;
    return createHash("sha256")
      .update(JSON.stringify([item.key === String(item.index) ? "" : item.key, contentOf(item.node)]))
      .digest("base64");
  }
}

/** The content of a node as text, whatever the order of its keys. */
function contentOf(node: PositionedNode | undefined): string {
  if (node === undefined) return "";
  if (node.type === "scalar") return JSON.stringify([typeof node.value, node.text]);
  if (node.type === "list") return `[${node.items.map(contentOf).join()}]`;
  const entries = node.entries.map(({ key, node: below }) => `${JSON.stringify(key)}:${contentOf(below)}`);
  return `{${entries.toSorted().join()}}`;
}
