import { RequestFailure } from "../../network/request-failure.ts";
import type { SourceBook } from "../source-book.ts";
import { endsReading } from "./github-api.ts";
import type { Listing } from "./page-book.ts";
import { type PartName, parts } from "./parts.ts";

/** As many examples as anybody is told. */
const mostExamples = 3;

interface Gap {
  readonly part: PartName;
  readonly how: "denied" | "incomplete";
  readonly reason: string;
  readonly examples: string[];
  times: number;
}

/** What could not be read, part by part; told to every kind that hangs on it once the records are written. */
export class Gaps {
  readonly #gaps = new Map<string, Gap>();

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

  /** Reads a list and gives how many items came: none where it fails. */
  async list(part: PartName, read: () => Promise<Listing>, example?: string): Promise<number> {
    const { size, short } = await this.try(part, { size: 0, short: new Map<string, number>() }, read, example);
    for (const [reason, times] of short)
      this.#add(part, "incomplete", `of the ${parts[part].what}: ${reason}`, example, times);
    return size;
  }

  incomplete(part: PartName, reason: string, example?: string): void {
    this.#add(part, "incomplete", reason, example);
  }

  denied(part: PartName, reason: string): void {
    this.#add(part, "denied", reason);
  }

  has(part: PartName): boolean {
    return [...this.#gaps.values()].some((gap) => gap.part === part);
  }

  /** Tells the kinds of the book; call it when all records are in. */
  tell(book: SourceBook): void {
    for (const { part, how, reason, examples, times } of this.#gaps.values())
      for (const kind of parts[part].kinds)
        for (let at = 0; at < times; at++) book.kind(kind, [])[how](reason, examples[at]);
  }

  #add(part: PartName, how: Gap["how"], reason: string, example?: string, times = 1): void {
    const key = JSON.stringify([part, how, reason]);
    const gap = this.#gaps.get(key) ?? { part, how, reason, examples: [], times: 0 };
    this.#gaps.set(key, gap);
    for (let at = 0; at < times && example !== undefined && gap.examples.length < mostExamples; at++)
      gap.examples.push(example);
    gap.times += times;
  }
}
