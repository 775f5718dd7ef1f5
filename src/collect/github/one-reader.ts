import type { Asking, Known, Name, One, OneReader } from "../look-up.ts";
import { nativeIdOf, otherTenant } from "../native-id.ts";
import { AccessOfPerson } from "./access-of-person.ts";
import { accountNow } from "./account-now.ts";
import { LonersNow } from "./loners-now.ts";
import type { OneDesk } from "./one-desk.ts";
import { PeopleNow } from "./people-now.ts";
import { personNumber } from "./person-number.ts";

/** Asks GitHub for single people by their numbers, and for Apps, invitations, tokens and keys in the lists they stand in. */
export class GithubOneReader implements OneReader {
  readonly #desk: OneDesk;
  readonly #people: PeopleNow;
  readonly #loners: LonersNow;

  constructor(desk: OneDesk) {
    this.#desk = desk;
    this.#people = new PeopleNow(desk);
    this.#loners = new LonersNow(desk);
  }

  /** That an App or a key is in its list shows nothing of whether people can be seen. */
  isWitness(other: Known): boolean {
    return personNumber(other, this.#desk.context) !== undefined;
  }

  async ask(known: Known, { keep }: Asking): Promise<One> {
    const native = nativeIdOf(known, this.#desk.context);
    if (native === undefined) return otherTenant;
    const number = personNumber(known, this.#desk.context);
    if (known.kind === "account" && number !== undefined)
      return await this.#person(number, known.record.userName, keep);
    return keep ? await this.#loners.ask(known, native) : { is: "unsaid", reason: "it is no person" };
  }

  /** A login has few characters; a name with others may be written otherwise here, and nothing follows from its absence. */
  async search({ by, value }: Name): Promise<readonly Known[] | undefined> {
    if (by !== "login" || !/^[\w-]+$/u.test(value)) return undefined;
    const standing = await this.#people.byLogin(value);
    if (standing !== undefined) return [{ kind: "account", record: accountNow(this.#desk, standing) }];
    await this.#people.membersShown();
    return [];
  }

  async #person(id: number, lastLogin: string | undefined, keep: boolean): Promise<One> {
    const standing = await this.#people.byNumber(id, lastLogin);
    if (standing === undefined) return { is: "absent", seen: await this.#people.membersShown() };
    const { login } = standing.person;
    if (!keep) return { is: "there", name: login };
    this.#desk.book.kind("account", []).add(accountNow(this.#desk, standing));
    const access = new AccessOfPerson(this.#desk, standing);
    await access.read();
    const whole = new Set(["grant", "membership"] as const);
    // Each is asked for by itself, below a repository, team or role that was seen.
    return { is: "there", name: login, whole, shown: whole, doubt: ({ record }) => access.doubts.get(record.id) };
  }
}
