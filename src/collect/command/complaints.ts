import type { RecordKind } from "../../model/record-id.ts";
import type { KindBook } from "../kind-book.ts";

/** As many examples of one fault as anybody is told. */
const mostExamples = 3;

/** Different warnings of one kind that are kept. Who writes more of them, writes one for each record. */
export const mostWarnings = 100;

/** What a program said or did wrong, in little room however often. */
export class Complaints {
  /** By reason, of which the collector has a handful. */
  readonly #faults = new Map<string, { times: number; readonly examples: string[] }>();
  readonly #warnings = new Map<RecordKind, Map<string, number>>();

  /** Something is missing or wrong that may concern every kind. */
  spoil(reason: string, example?: string): void {
    const fault = this.#faults.get(reason) ?? { times: 0, examples: [] };
    this.#faults.set(reason, fault);
    fault.times += 1;
    if (example !== undefined && fault.examples.length < mostExamples) fault.examples.push(example);
  }

  /** The program says itself what its readers should know of a kind. */
  warn(kind: RecordKind, text: string): void {
    const warnings = this.#warnings.get(kind) ?? new Map<string, number>();
    this.#warnings.set(kind, warnings);
    const isKept = warnings.has(text) || warnings.size < mostWarnings;
    const told = isKept ? text : "the program has further warnings, which are left out";
    warnings.set(told, (warnings.get(told) ?? 0) + 1);
  }

  /** Tells the book of one kind. */
  tell(book: KindBook<RecordKind>): void {
    for (const [reason, { times, examples }] of this.#faults)
      for (let at = 0; at < times; at++) book.incomplete(reason, examples[at]);
    for (const [text, times] of this.#warnings.get(book.kind) ?? []) for (let at = 0; at < times; at++) book.warn(text);
  }
}
