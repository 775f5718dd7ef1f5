import type { StatedKind } from "../model/collected.ts";
import type { Completeness } from "../model/manifest.ts";
import type { RecordKind } from "../model/record-id.ts";
import type { Instant } from "../model/time.ts";

/** How many examples of one complaint are told; the rest are counted. */
const examples = 3;

/** What is known to be missing of a kind while it is read, and what else its readers should know. */
export class KindNotes<K extends RecordKind = RecordKind> {
  readonly kind: K;
  /** Every field that the collector fills where the source has a value; more may become known while it reads. */
  readonly fields: Set<string>;
  readonly #observedAt: Instant;
  readonly #complaints = new Map<string, { count: number; readonly examples: string[] }>();
  #worst: Completeness = "full";
  #announced: number | undefined;

  constructor(kind: K, observedAt: Instant, fields: readonly string[] = []) {
    this.kind = kind;
    this.#observedAt = observedAt;
    this.fields = new Set(fields);
  }

  /** The number of records that the source says there are; compared with what came. */
  announce(total: number): void {
    this.#announced = (this.#announced ?? 0) + total;
  }

  /** Something is missing, so that what is not here may still be there. */
  incomplete(reason: string, example?: string): void {
    if (this.#worst !== "denied" || this.hasRecords()) this.#worst = "partial";
    this.warn(reason, example);
  }

  /** The source refused. The whole kind is denied where nothing at all was read of it. */
  denied(reason: string, example?: string): void {
    if (this.#worst === "full") this.#worst = "denied";
    this.warn(reason, example);
  }

  /** Something its reader should know that takes nothing away. */
  warn(reason: string, example?: string): void {
    const known = this.#complaints.get(reason) ?? { count: 0, examples: [] };
    known.count += 1;
    if (example !== undefined && known.examples.length < examples) known.examples.push(example);
    this.#complaints.set(reason, known);
  }

  stated(): StatedKind {
    const came = this.size;
    if (this.#announced !== undefined && this.#announced !== came)
      this.incomplete(`the source announces ${this.#announced} records and gave ${came} different ones`);
    return {
      kind: this.kind,
      observedAt: this.#observedAt,
      completeness: this.#worst === "denied" && this.hasRecords() ? "partial" : this.#worst,
      ...(this.#announced !== undefined && { announcedTotal: this.#announced }),
      fieldsRead: [...this.fields].toSorted(),
      warnings: [...this.#complaints].map(([reason, told]) => complaint(this.kind, reason, told)).toSorted(),
    };
  }

  /** How many records have come. */
  get size(): number {
    return 0;
  }

  /** Whether anything of the kind was read at all. */
  protected hasRecords(): boolean {
    return this.size > 0;
  }
}

function complaint(kind: RecordKind, reason: string, told: { count: number; examples: readonly string[] }): string {
  const times = told.count > 1 ? ` (${told.count} times)` : "";
  const such = told.examples.length > 0 ? `, such as ${told.examples.toSorted().join(", ")}` : "";
  return `${kind}: ${reason}${times}${such}`;
}
