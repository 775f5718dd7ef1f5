import { RequestFailure } from "../../network/request-failure.ts";
import { User } from "./answers.ts";
import type { OneDesk } from "./one-desk.ts";
import { personNumber } from "./person-number.ts";
import { idOf, orgPath } from "./reading.ts";

/** The outside collaborators, read once and only where somebody is no member. */
export class OutsidersNow {
  readonly #desk: OneDesk;
  #numbers: Promise<ReadonlyMap<string, number>> | undefined;

  constructor(desk: OneDesk) {
    this.#desk = desk;
  }

  /** @throws RequestFailure where it cannot be told */
  async has(id: number): Promise<boolean> {
    return [...(await this.#all()).values()].includes(id);
  }

  /** The number of who has this login. @throws RequestFailure where it cannot be told */
  async numberOf(login: string): Promise<number | undefined> {
    return (await this.#all()).get(login.toLowerCase());
  }

  #all(): Promise<ReadonlyMap<string, number>> {
    this.#numbers ??= this.#read();
    return this.#numbers;
  }

  async #read(): Promise<ReadonlyMap<string, number>> {
    const { api, options } = this.#desk;
    const path = orgPath(this.#desk, "outside_collaborators");
    if (options.skip.includes("outside-collaborators"))
      throw new RequestFailure("refused", path, "they are no member, and `skip` leaves outside collaborators out");
    const numbers = new Map<string, number>();
    const take = ({ id, login }: User) => numbers.set(login.toLowerCase(), id);
    const { short } = await api.list(path, User, { idOf }, take);
    const [reason] = short.keys();
    if (reason !== undefined) throw new RequestFailure("bad-answer", path, reason);
    this.#requireOthers(path, new Set(numbers.values()));
    return numbers;
  }

  /** Where none of those is shown whom the snapshot knows, nobody may be shown. */
  #requireOthers(path: string, shown: ReadonlySet<number>): void {
    const { wanted, context } = this.#desk;
    const others = wanted.witnesses("account", (other) => other.kind === "account" && other.record.kind === "external");
    const numbers = others.flatMap((other) => personNumber(other, context) ?? []);
    if (numbers.length > 0 && !numbers.some((number) => shown.has(number)))
      throw new RequestFailure("not-found", path, "shows none of those whom the snapshot knows; they may be hidden");
  }
}
