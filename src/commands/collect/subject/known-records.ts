import type { Known } from "../../../collect/look-up.ts";
import { eachLine } from "../../../load/lines.ts";
import { readRecord } from "../../../load/rows.ts";
import type { KindLines, SystemInput } from "../../../model/estate-input.ts";
import { parseRecordId, type RecordKind } from "../../../model/record-id.ts";

/** How many others are named as witnesses, and how many lines are looked at for each. */
const mostWitnesses = 5;
const mostTried = 2000;

type Spot = readonly [file: KindLines, start: number, end: number];

/** The records of one system in the snapshot, found where they stand: most of them are of no interest to one subject. */
export class KnownRecords {
  readonly #lines: SystemInput["lines"];
  /** Ids of the subject's records, in all systems. */
  readonly #own: ReadonlySet<string>;
  readonly #linesOf = new Map<RecordKind, readonly Spot[]>();

  constructor(input: SystemInput | undefined, own: ReadonlySet<string>) {
    this.#lines = input?.lines ?? {};
    this.#own = own;
  }

  find(kind: RecordKind, id: string): Known | undefined {
    return this.#with(kind, `"id":${JSON.stringify(id)}`).find(({ record }) => record.id === id);
  }

  /** The subject's own identities, accounts and credentials here. */
  own(): Known[] {
    return [...this.#own].flatMap((id) => {
      const kind = parseRecordId(id)?.kind;
      return kind === "identity" || kind === "account" || kind === "credential" ? (this.find(kind, id) ?? []) : [];
    });
  }

  /** Their memberships and grants here. */
  access(): Known[] {
    const ids = [...this.#own].map((id) => JSON.stringify(id));
    const found = [
      ...ids.flatMap((id) => this.#with("membership", `"member":${id}`)),
      ...ids.flatMap((id) => this.#with("grant", `"principal":${id}`)),
    ];
    return found.filter((known) => holdersOf(known).some((id) => this.#own.has(id)));
  }

  /** A few records of others, from all over the list, and of those that can be active only such. */
  witnesses(kind: RecordKind, fits: (other: Known) => boolean = () => true): readonly Known[] {
    const spots = this.#spots(kind);
    const chosen = new Map<string, Known>();
    for (let number = 0; number < mostWitnesses; number++) {
      const first = Math.floor((spots.length * number) / mostWitnesses);
      for (const [file, start, end] of spots.slice(first, first + mostTried)) {
        const known = knownIn(kind, file, start, end);
        if (known === undefined || !this.#isWitness(known) || !fits(known) || chosen.has(known.record.id)) continue;
        chosen.set(known.record.id, known);
        break;
      }
    }
    return [...chosen.values()];
  }

  /** Where each line of a kind stands. */
  #spots(kind: RecordKind): readonly Spot[] {
    const known = this.#linesOf.get(kind);
    if (known) return known;
    const spots: Spot[] = [];
    for (const file of this.#files(kind)) eachLine(file.bytes, (start, end) => spots.push([file, start, end]));
    this.#linesOf.set(kind, spots);
    return spots;
  }

  #isWitness(known: Known): boolean {
    const { record } = known;
    if (this.#own.has(record.id) || holdersOf(known).some((id) => this.#own.has(id))) return false;
    return !("status" in record) || record.status === "active";
  }

  /** Records whose line holds a text. */
  #with(kind: RecordKind, needle: string): Known[] {
    return this.#files(kind).flatMap((file) => {
      const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.length);
      const found: Known[] = [];
      for (let at = bytes.indexOf(needle); at >= 0; ) {
        const start = bytes.lastIndexOf("\n", at) + 1;
        const next = bytes.indexOf("\n", at);
        const end = next < 0 ? bytes.length : next;
        const known = knownIn(kind, file, start, end);
        if (known) found.push(known);
        at = bytes.indexOf(needle, end);
      }
      return found;
    });
  }

  #files(kind: RecordKind): readonly KindLines[] {
    return this.#lines[kind] ?? [];
  }
}

/** Whom a record belongs to. */
export function holdersOf({ kind, record }: Known): string[] {
  if (kind === "membership") return [record.member];
  return kind === "grant" || kind === "credential" ? [record.principal] : [];
}

function knownIn(kind: RecordKind, file: KindLines, start: number, end: number): Known | undefined {
  const record = readRecord(kind, file, start, end);
  return record && ({ kind, record } as Known);
}
