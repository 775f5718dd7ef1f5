import { RequestFailure } from "../../network/request-failure.ts";
import type { SourceBook } from "../source-book.ts";
import { endsReading } from "./github-api.ts";
import type { Listing } from "./page-book.ts";
import { type PartName, parts } from "./parts.ts";

interface Gap {
  readonly part: PartName;
  readonly how: "denied" | "incomplete";
  readonly reason: string;
  readonly example?: string | undefined;
}

/** What could not be read, part by part; told to every kind that hangs on it once the records are written. */
export class Gaps {
  readonly #gaps: Gap[] = [];

  /** What `read` gives, or `otherwise` where it fails. @throws what concerns the whole source */
  async try<T>(part: PartName, otherwise: T, read: () => Promise<T>, example?: string): Promise<T> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof RequestFailure) || endsReading(error)) throw error;
      // GitHub hides what one may not see behind 404, and sends readers who are no members to the public list by 302.
      const isRefused = ["denied", "not-found", "redirected"].includes(error.reason);
      if (isRefused)
        this.#add(part, "denied", `GitHub refuses the ${parts[part].what}; ask for: ${parts[part].right}`, example);
      else this.#add(part, "incomplete", `the ${parts[part].what} could not be read (${error.reason})`, example);
      return otherwise;
    }
  }

  /** The items of a list, or none where it fails. */
  async list<T>(part: PartName, read: () => Promise<Listing<T>>, example?: string): Promise<readonly T[]> {
    const { items, short } = await this.try(part, { items: [], short: [] }, read, example);
    for (const reason of short) this.incomplete(part, `of the ${parts[part].what}: ${reason}`, example);
    return items;
  }

  incomplete(part: PartName, reason: string, example?: string): void {
    this.#add(part, "incomplete", reason, example);
  }

  denied(part: PartName, reason: string): void {
    this.#add(part, "denied", reason);
  }

  has(part: PartName): boolean {
    return this.#gaps.some((gap) => gap.part === part);
  }

  /** Tells the kinds of the book; call it when all records are in. */
  tell(book: SourceBook): void {
    for (const { part, how, reason, example } of this.#gaps)
      for (const kind of parts[part].kinds) book.kind(kind, [])[how](reason, example);
  }

  #add(part: PartName, how: Gap["how"], reason: string, example?: string): void {
    this.#gaps.push({ part, how, reason, example });
  }
}
