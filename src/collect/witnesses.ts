import type { RecordKind } from "../model/record-id.ts";
import type { Asker } from "./asker.ts";
import type { Known, One, Wanted } from "./look-up.ts";
import { ownersOf } from "./owners-of.ts";

/** What was seen beside the subject, or why nothing was. */
export type Sight = { readonly seen: string } | { readonly reason: string };

const nothing: ReadonlySet<RecordKind> = new Set();

/**
 * Asks for records of others that the snapshot knows. A server answers "not there" for many reasons: a token of another
 * tenant, a right that is hidden behind a 404, a wrong address. Only where others are there does it mean what it says.
 */
export class Witnesses {
  readonly #wanted: Wanted;
  readonly #asker: Asker;
  readonly #sights = new Map<string, Promise<Sight>>();

  constructor(wanted: Wanted, asker: Asker) {
    this.#wanted = wanted;
    this.#asker = asker;
  }

  /** Whether another record of a kind can be seen. */
  ofKind(kind: RecordKind): Promise<Sight> {
    return this.#once(kind, async () => {
      const others = this.#wanted.witnesses(kind, (other) => this.#asker.isWitness(other));
      const failures: string[] = [];
      for (const other of others) {
        const one = await this.#asker.ask(other, { kinds: nothing, keep: false });
        if (one.is === "there" && isNamedAs(other, one)) return { seen: `${other.record.id} is there` };
        if (one.is === "unsaid") failures.push(one.reason);
      }
      return { reason: unseen(kind, others.length, failures) };
    });
  }

  /**
   * Whether records of a kind and sort are shown at all with owners of a kind: where nobody's rights are shown it means
   * nothing that one is not.
   */
  ofSortWith(kind: RecordKind, owner: RecordKind, sort: string): Promise<Sight> {
    return this.#once(`${kind} with ${owner} ${sort}`, async () => {
      const owners = this.#wanted
        .witnesses(kind)
        .flatMap((other) => ownersOf(other, this.#wanted).filter((one) => one.kind === owner));
      for (const other of new Map(owners.map((one) => [one.record.id, one])).values()) {
        const one = await this.#asker.ask(other, { kinds: new Set([kind]), keep: false });
        if (one.is === "there" && isNamedAs(other, one) && one.shown?.has(sort))
          return { seen: `${other.record.id} shows a ${kind}` };
      }
      return { reason: `no ${kind} is shown, and none of others that the snapshot knows; they may be hidden` };
    });
  }

  #once(key: string, look: () => Promise<Sight>): Promise<Sight> {
    const known = this.#sights.get(key) ?? look();
    this.#sights.set(key, known);
    return known;
  }
}

/** Whether a record that is there goes by the name that the snapshot knows, as far as both tell one. */
export function isNamedAs({ kind, record }: Known, { name }: Extract<One, { is: "there" }>): boolean {
  const isPerson = kind === "account" || kind === "identity";
  const known = isPerson ? record.userName : kind === "group" ? record.name : undefined;
  return known === undefined || name === undefined || known.toLowerCase() === name.toLowerCase();
}

function unseen(kind: RecordKind, asked: number, failures: readonly string[]): string {
  const said = "the source says that there is no such record";
  const [failure] = failures;
  if (asked === 0)
    return `${said}, and the snapshot knows no other ${kind} by which to tell that the same system was asked`;
  if (failure !== undefined) return `${said}, but a control read failed: ${failure}`;
  return `${said}, but it says so of ${asked} others too that the snapshot knows: these credentials may see another tenant, or nothing`;
}
