import { IdTable } from "../../spool/id-table.ts";
import { TextTable } from "../../spool/text-table.ts";
import type { NotesByKey } from "../notes-by-key.ts";
import type { ScimUser, User } from "./answers.ts";
import type { IdMaker } from "./names.ts";
import type { ExternalIdentity, Profile } from "./queries.ts";

/** Something that is known of one user, as one answer tells it; all of it together makes an account. */
export interface Fact extends Partial<User> {
  readonly kind?: "external" | "unknown";
  readonly profile?: Profile;
  readonly isSuspended?: true;
  readonly external?: ExternalIdentity;
  readonly provisioned?: ScimUser;
  /** Where among others of its sort it stood. */
  readonly place?: number;
}

/** The people of an organisation while it is read: what answers tell of each, and who is known by number and login. */
export class Accounts {
  readonly #facts: NotesByKey<Fact>;
  readonly #ids: IdMaker;
  readonly #onStranger: (login: string) => void;
  readonly #listed = new IdTable();
  readonly #strangers = new IdTable();
  readonly #byLogin = new TextTable();

  /** `onStranger` is told of people whom no list of people holds. */
  constructor(facts: NotesByKey<Fact>, ids: IdMaker, onStranger: (login: string) => void) {
    this.#facts = facts;
    this.#ids = ids;
    this.#onStranger = onStranger;
  }

  /** How many people the lists hold. */
  get listed(): number {
    return this.#listed.size;
  }

  /** Takes somebody whom a list of people names; false where one has before. */
  list(user: User, kind: "external" | "unknown"): boolean {
    const isNew = this.#listed.add(String(user.id));
    if (isNew) this.#enter(user, kind);
    return isNew;
  }

  /** The account of somebody who was named elsewhere; one that no list of people holds is added, and told. */
  of(user: User): string {
    const number = String(user.id);
    if (!this.#listed.has(number)) this.#meet(user, number);
    return this.#ids("account", number);
  }

  byLogin(login: string | null | undefined): string | undefined {
    const number = this.#byLogin.get(login?.toLowerCase() ?? "");
    return number === undefined ? undefined : this.#ids("account", number);
  }

  /** Notes what is known of a user, whether or not there is an account. */
  know(user: number, fact: Fact): void {
    this.#facts.add(String(user), fact);
  }

  /** What is known of everybody who has an account. */
  async *all(): AsyncGenerator<Fact & User> {
    for await (const facts of this.#facts) {
      // What says of itself where it stood comes last, and of several the last one counts.
      const sorted = facts.toSorted((a, b) => (a.place ?? 0) - (b.place ?? 0));
      const { id, login, ...more }: Fact = Object.assign({}, ...sorted);
      if (id !== undefined && login !== undefined) yield { id, login, ...more };
    }
  }

  #meet(user: User, number: string): void {
    if (this.#strangers.add(number)) {
      this.#enter(user, "unknown");
      this.#onStranger(user.login);
    } else if (user.type !== undefined) this.know(user.id, { type: user.type });
  }

  #enter(user: User, kind: "external" | "unknown"): void {
    this.#byLogin.set(user.login.toLowerCase(), String(user.id));
    this.know(user.id, { ...user, kind });
  }
}
