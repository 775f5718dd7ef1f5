import { RequestFailure } from "../../network/request-failure.ts";
import { IdTable } from "../../spool/id-table.ts";
import type { Page } from "./page.ts";
import { attribute, type Resource, text } from "./resource.ts";

/** Something that keeps a list from being whole. */
export interface Shortfall {
  readonly reason: string;
  readonly example?: string;
}

/** One list while it is read: what came, what was announced, and why it cannot be believed to be whole. */
export class Listing {
  readonly endpoint: string;
  readonly ids = new IdTable();
  readonly shortfalls: Shortfall[] = [];
  readonly remarks: string[] = [];
  /** The server refused to go on. */
  isDenied = false;
  total: number | undefined;
  readonly #identify: (resource: Resource) => string | undefined;
  readonly #waiting: [id: string, resource: Resource][] = [];
  readonly #take: (id: string, resource: Resource) => void;

  /** `take` is given every resource once, by the id that `identify` finds in it. */
  constructor(
    endpoint: string,
    take: (id: string, resource: Resource) => void,
    identify: (resource: Resource) => string | undefined = (resource) => text(attribute(resource, "id")),
  ) {
    this.endpoint = endpoint;
    this.#take = take;
    this.#identify = identify;
  }

  get isWhole(): boolean {
    return this.shortfalls.length === 0 && !this.isDenied && (this.total === undefined || this.ids.size === this.total);
  }

  /** As many different resources as announced have come. */
  get hasReachedTotal(): boolean {
    return this.total !== undefined && this.ids.size >= this.total;
  }

  short(reason: string, example?: string): void {
    this.shortfalls.push({ reason: `${this.endpoint}: ${reason}`, ...(example !== undefined && { example }) });
  }

  remark(text: string): void {
    this.remarks.push(`${this.endpoint}: ${text}`);
  }

  /** Hands over what has come: the next page may be on its way meanwhile. */
  handOver(): void {
    for (const [id, resource] of this.#waiting.splice(0)) this.#take(id, resource);
  }

  /** Takes in a page; the number of resources that had not come before. */
  add(page: Page): number {
    if (page.total !== undefined) {
      if (this.total !== undefined && this.total !== page.total)
        this.short(`the announced total changed from ${this.total} to ${page.total} while it was read`);
      this.total = page.total;
    }
    if (page.unreadable > 0) this.short("elements of a page are no objects");
    let fresh = 0;
    for (const resource of page.resources) {
      const id = this.#identify(resource);
      if (id === undefined) this.short("a resource has no id");
      else if (this.ids.add(id)) {
        this.#waiting.push([id, resource]);
        fresh++;
      }
    }
    return fresh;
  }

  /** Reading broke off; what was read until then stays. @throws whatever is no failure of a request */
  broke(error: unknown): void {
    if (!(error instanceof RequestFailure)) throw error;
    if (error.reason === "denied") this.isDenied = true;
    this.short(`reading ended early: ${error.message}`);
  }
}
