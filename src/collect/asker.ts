import { EntitlintError } from "../errors.ts";
import { RequestFailure } from "../network/request-failure.ts";
import type { Asking, Known, Name, One, OneReader } from "./look-up.ts";

/** Failures after which asking on is of no use, or does harm: wrong credentials tried again and again lock accounts. */
const final: ReadonlySet<string> = new Set(["unreachable", "tls", "redirected", "rate-limited"]);

/** What a search came to: records, that there is no such search, or why it failed. */
export type Hits =
  | { readonly is: "hits"; readonly hits: readonly Known[] }
  | { readonly is: "not-searched" }
  | { readonly is: "failed"; readonly reason: string };

/** Asks by a collector's reader; what fails is an answer too, and after some failures nothing more is asked. */
export class Asker {
  readonly #reader: OneReader;
  #ended: string | undefined;

  constructor(reader: OneReader) {
    this.#reader = reader;
  }

  /** Whether a record of another shows, where it is there, that such records can be seen. */
  isWitness(other: Known): boolean {
    return this.#reader.isWitness?.(other) ?? true;
  }

  async ask(known: Known, asking: Asking): Promise<One> {
    if (this.#ended !== undefined) return { is: "unsaid", reason: this.#ended };
    try {
      return await this.#reader.ask(known, asking);
    } catch (error) {
      return { is: "unsaid", reason: this.#reasonOf(error) };
    }
  }

  async search(name: Name): Promise<Hits> {
    if (this.#reader.search === undefined) return { is: "not-searched" };
    if (this.#ended !== undefined) return { is: "failed", reason: this.#ended };
    try {
      const hits = await this.#reader.search(name);
      return hits === undefined ? { is: "not-searched" } : { is: "hits", hits };
    } catch (error) {
      return { is: "failed", reason: this.#reasonOf(error) };
    }
  }

  /** @throws what is no failure of the source */
  #reasonOf(error: unknown): string {
    if (!(error instanceof EntitlintError)) throw error;
    const { message } = error.problems[0];
    if (error instanceof RequestFailure && (final.has(error.reason) || error.status === 401)) this.#ended = message;
    return message;
  }
}
