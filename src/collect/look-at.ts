import type { RecordKind } from "../model/record-id.ts";
import { Asker } from "./asker.ts";
import type { Known, LookedUp, Name, One, OneReader, Said, Wanted } from "./look-up.ts";
import { ownersOf } from "./owners-of.ts";
import { searchFor } from "./search-for.ts";
import type { SourceBook } from "./source-book.ts";
import { isNamedAs, type Sight, Witnesses } from "./witnesses.ts";

/** Kinds that an account may show with itself. */
const accessKinds: ReadonlySet<RecordKind> = new Set(["credential", "membership", "grant"]);

/**
 * Looks at one subject: asks for each of its records by id, and for accounts that the snapshot does not know by name. What
 * did not come is gone only if the source said so and the same connection was shown others; what failed is unsaid.
 */
export async function lookAt(wanted: Wanted, reader: OneReader, book: SourceBook): Promise<LookedUp> {
  const asker = new Asker(reader);
  const look = new Look(wanted, asker, book);
  const isKey = ({ kind }: Known) => kind === "credential";
  for (const known of wanted.own) if (!isKey(known)) await look.at(known);
  for (const known of [...wanted.own.filter(isKey), ...wanted.access]) await look.atWhatIsOwned(known);
  const { searches, found } = await searchFor(wanted, asker);
  for (const { known } of found) {
    await asker.ask(known, { kinds: accessKinds, keep: true });
    look.keep(known);
  }
  const names = found.map(({ known, name }): [string, Name] => [known.record.id, name]);
  return { source: book.finish(), said: look.said, found: new Map(names), searches };
}

type There = Extract<One, { is: "there" }>;

class Look {
  readonly said = new Map<string, Said>();
  readonly #wanted: Wanted;
  readonly #asker: Asker;
  readonly #book: SourceBook;
  readonly #witnesses: Witnesses;
  readonly #ones = new Map<string, One>();

  constructor(wanted: Wanted, asker: Asker, book: SourceBook) {
    this.#wanted = wanted;
    this.#asker = asker;
    this.#book = book;
    this.#witnesses = new Witnesses(wanted, asker);
  }

  /** Asks for a record by its own id. */
  async at(known: Known): Promise<void> {
    this.said.set(known.record.id, await this.#byItself(known));
  }

  /** Finds out about a record by whom or what it belongs to, and a credential of which that says nothing by itself. */
  async atWhatIsOwned(known: Known): Promise<void> {
    let said: Said = { is: "unsaid", reason: `the source does not tell the ${known.kind}s of one subject` };
    for (const owner of ownersOf(known, this.#wanted)) {
      if (said.is === "unsaid") said = await this.#byOwner(known, owner);
    }
    if (said.is === "unsaid" && known.kind === "credential") said = await this.#byItself(known);
    this.said.set(known.record.id, said);
  }

  /** Writes a record that the book does not have yet. */
  keep({ kind, record }: Known): void {
    const book = this.#book.kind<RecordKind>(kind, []);
    if (!book.has(record.id)) book.add(record);
  }

  async #byItself(known: Known): Promise<Said> {
    const one = await this.#one(known, accessKinds);
    if (one.is === "absent") return await this.#gone(one, known);
    if (one.is === "unsaid") return one;
    if (!this.#has(known)) return { is: "unsaid", reason: "it is there, and makes no such record any more" };
    return (await this.#doubtOfName(known, one)) ?? { is: "there" };
  }

  async #byOwner(known: Known, owner: Known): Promise<Said> {
    const kinds = owner.kind === "group" ? new Set<RecordKind>([known.kind]) : accessKinds;
    const one = await this.#one(owner, kinds);
    if (this.#has(known)) return { is: "there" };
    if (one.is === "absent") return await this.#gone(one, owner);
    if (one.is === "unsaid") return one;
    return (
      (await this.#doubtOfName(owner, one)) ?? doubtOf(known, owner, one) ?? (await this.#notShown(known, owner, one))
    );
  }

  /** Somebody may have the same id in another tenant: by another name they are believed only where others are themselves. */
  async #doubtOfName(known: Known, one: There): Promise<Said | undefined> {
    const sight = isNamedAs(known, one) ? undefined : await this.#witnesses.ofKind(known.kind);
    if (sight === undefined || "seen" in sight) return undefined;
    return { is: "unsaid", reason: `what is there under this id goes by the name ${one.name}; ${sight.reason}` };
  }

  /** What it means that a record is not shown with its owner. */
  async #notShown(known: Known, owner: Known, one: There): Promise<Said> {
    const sort = one.sortOf?.(known) ?? known.kind;
    if (one.shown?.has(sort))
      return { is: "gone", seen: `${owner.record.id} is there and its ${known.kind}s were read` };
    return goneBy(await this.#witnesses.ofSortWith(known.kind, owner.kind, sort));
  }

  async #gone({ seen, where }: Extract<One, { is: "absent" }>, { kind }: Known): Promise<Said> {
    return goneBy(seen === undefined ? await this.#witnesses.ofKind(kind) : { seen }, where);
  }

  /** What the request for a record came to; each is asked for once. */
  async #one(known: Known, kinds: ReadonlySet<RecordKind>): Promise<One> {
    const { id } = known.record;
    const one = this.#ones.get(id) ?? (await this.#asker.ask(known, { kinds, keep: true }));
    this.#ones.set(id, one);
    return one;
  }

  #has({ kind, record }: Known): boolean {
    return this.#book.kind(kind, []).has(record.id);
  }
}

function doubtOf(known: Known, owner: Known, one: There): Said | undefined {
  const doubt = one.doubt?.(known);
  if (doubt !== undefined) return { is: "unsaid", reason: doubt };
  if (one.whole?.has(known.kind)) return undefined;
  return { is: "unsaid", reason: `the source does not tell the ${known.kind}s of one ${owner.kind}` };
}

function goneBy(sight: Sight, where?: string): Said {
  if ("reason" in sight) return { is: "unsaid", reason: sight.reason };
  return { is: "gone", seen: where === undefined ? sight.seen : `it is not ${where}; ${sight.seen}` };
}
