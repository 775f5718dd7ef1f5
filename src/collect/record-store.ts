import { canonicalLine } from "../canonical.ts";
import { EntitlintError } from "../errors.ts";
import type { CollectedSource } from "../model/collected.ts";
import type { Lines } from "../model/lines.ts";
import { type AnyRecord, longestLine, recordSchemas } from "../model/record.ts";
import type { RecordKind } from "../model/record-id.ts";
import type { Activity } from "../model/records/evidence.ts";
import type { Pile } from "../spool/pile.ts";
import { Spool } from "../spool/spool.ts";
import { Notes } from "./notes.ts";
import { NotesByKey } from "./notes-by-key.ts";
import { SecretGuard } from "./secret-guard.ts";

/** A field that breaks the schema of its kind; the empty name where the record as a whole cannot be kept. */
export interface Fault {
  readonly field: string;
  readonly message: string;
}

/** Keeps the records of one source while it is read: checked, without secrets, in canonical form, and beyond memory. */
export class RecordStore {
  readonly #system: string;
  readonly #spool = new Spool();
  readonly #guard: SecretGuard;
  readonly #kinds = new Map<RecordKind, KindStore>();

  /** `allowed` names records whose fields may look like secrets. */
  constructor(system: string, allowed: readonly string[] = []) {
    this.#system = system;
    this.#guard = new SecretGuard(allowed);
  }

  kind(kind: RecordKind): KindStore {
    const store = this.#kinds.get(kind) ?? new KindStore(kind, this.#system, this.#spool, this.#guard);
    this.#kinds.set(kind, store);
    return store;
  }

  /** Room for what is no record and has to be kept until everything is read. */
  notes<T extends object>(): Notes<T> {
    return new Notes(this.#spool.roll());
  }

  /** The same, where several notes that come apart belong together. */
  notesByKey<T extends object>(): NotesByKey<T> {
    return new NotesByKey(this.#spool.pile());
  }

  /** A source as it may be written: with what was withheld, and no secret in a warning. */
  vouchFor(source: CollectedSource): CollectedSource {
    return { ...source, kinds: source.kinds.map((kind) => this.#guard.told(kind)) };
  }

  /** Gives the disk back; nothing that was collected can be read any more. */
  close(): void {
    this.#spool.close();
  }
}

/** The records of one kind. */
export class KindStore {
  readonly kind: RecordKind;
  readonly records: Pile;
  readonly #prefix: string;
  readonly #uses: Pile;
  readonly #guard: SecretGuard;
  #unexplained = 0;

  constructor(kind: RecordKind, system: string, spool: Spool, guard: SecretGuard) {
    this.kind = kind;
    this.records = spool.pile();
    this.#prefix = `${kind}:${system}/`;
    this.#uses = spool.pile();
    this.#guard = guard;
  }

  /** How many records have the status `unknown`. */
  get unexplained(): number {
    return this.#unexplained;
  }

  get uses(): Lines {
    const pile = this.#uses;
    return { size: pile.size, shard: (name) => pile.shard(name), all: () => pile.all() };
  }

  /**
   * Takes a record; what keeps it from being one is given back. `mark` is noted beside it.
   * @throws EntitlintError where the id is of another kind or system: the collector is wrong
   */
  add(record: object, mark = ""): readonly Fault[] {
    const checked = recordSchemas[this.kind].safeParse(record);
    if (!checked.success)
      return checked.error.issues.map(({ path, message }) => ({ field: String(path[0] ?? ""), message }));
    const fitting: AnyRecord = checked.data;
    if (!fitting.id.startsWith(this.#prefix)) throw foreign(fitting.id, this.#prefix);
    const clean = this.#guard.clean(this.kind, fitting);
    if (clean === undefined) return [];
    const text = canonicalLine(clean);
    if (text.length * 3 > longestLine && Buffer.byteLength(text) > longestLine)
      return [{ field: "", message: `are longer than ${longestLine} bytes` }];
    const isNew = this.records.add(clean.id, text, mark);
    if (isNew && "status" in clean && clean.status === "unknown") this.#unexplained += 1;
    return [];
  }

  /** Notes when a record was last used. */
  use(activity: Activity): void {
    if (this.#guard.allows(activity.id)) this.#uses.add(activity.id, canonicalLine(activity));
  }
}

function foreign(id: string, prefix: string): EntitlintError {
  return new EntitlintError({
    code: "snapshot/foreign-record",
    message: `the id does not begin with ${prefix}`,
    place: { record: id },
    next: "Correct the collector or mapping, so that every record has its own system and kind.",
  });
}
