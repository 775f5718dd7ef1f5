import { RequestFailure } from "../../network/request-failure.ts";
import type { CollectContext } from "../collector.ts";
import type { Asking, Known, Name, One, OneReader } from "../look-up.ts";
import { nativeIdOf, otherTenant } from "../native-id.ts";
import { AccessOfPerson } from "./access-of-person.ts";
import { User } from "./answers.ts";
import { OrganizationMembership, Person } from "./answers-of-one.ts";
import { LonersNow } from "./loners-now.ts";
import { idMaker } from "./names.ts";
import type { OneDesk, Standing } from "./one-desk.ts";
import { orNone } from "./or-none.ts";
import { idOf } from "./reading.ts";

/** Asks GitHub for single people by their numbers, and for Apps, invitations, tokens and keys in the lists they stand in. */
export class GithubOneReader implements OneReader {
  readonly #desk: OneDesk;
  readonly #loners: LonersNow;
  #outside: Promise<ReadonlySet<number>> | undefined;

  constructor(desk: OneDesk) {
    this.#desk = desk;
    this.#loners = new LonersNow(desk);
  }

  async ask(known: Known, { keep }: Asking): Promise<One> {
    const native = nativeIdOf(known, this.#desk.context);
    if (native === undefined) return otherTenant;
    const isPerson = known.kind === "account" && /^\d+$/u.test(native);
    if (isPerson) return await this.#person(Number(native), keep);
    // That an App or a key is in its list shows nothing of whether people can be seen.
    if (!keep) return { is: "unsaid", reason: "it is no person" };
    return await this.#loners.ask(known, native);
  }

  async search({ by, value }: Name): Promise<readonly Known[] | undefined> {
    if (by !== "login") return undefined;
    if (!/^[\w-]+$/u.test(value)) return [];
    const person = await orNone(() => this.#desk.api.one(`users/${encodeURIComponent(value)}`, Person));
    const standing = person && (await this.#standingOf(person));
    return standing ? [{ kind: "account", record: accountOf(standing, this.#desk.context) }] : [];
  }

  async #person(id: number, keep: boolean): Promise<One> {
    const { api, book, context } = this.#desk;
    const person = await orNone(() => api.one(`user/${id}`, Person));
    if (person !== undefined && person.id !== id) return { is: "unsaid", reason: "GitHub answers with somebody else" };
    const standing = person && (await this.#standingOf(person));
    if (standing === undefined) return { is: "absent" };
    if (!keep) return { is: "there" };
    book.kind("account", []).add(accountOf(standing, context));
    const access = new AccessOfPerson(this.#desk, standing);
    await access.read();
    const whole = new Set(["grant", "membership"] as const);
    // Each is asked for by itself, below a repository, team or role that was seen.
    return { is: "there", whole, shown: whole, doubt: ({ record }) => access.doubts.get(record.id) };
  }

  /** Somebody's place here; undefined where they have none, and are no outside collaborator either. */
  async #standingOf(person: Person): Promise<Standing | undefined> {
    const { api, organization, options } = this.#desk;
    const path = `orgs/${encodeURIComponent(organization.login)}`;
    const membership = await orNone(() =>
      api.one(`${path}/memberships/${encodeURIComponent(person.login)}`, OrganizationMembership),
    );
    if (membership !== undefined && membership.user.id !== person.id)
      throw new RequestFailure("bad-answer", path, "a membership names somebody else");
    if (membership !== undefined) return { person, membership };
    if (options.skip.includes("outside-collaborators"))
      throw new RequestFailure(
        "refused",
        path,
        "they are no member, and outside collaborators are not to be asked for (`skip`)",
      );
    this.#outside ??= this.#readOutside(`${path}/outside_collaborators`);
    return (await this.#outside).has(person.id) ? { person, membership } : undefined;
  }

  async #readOutside(path: string): Promise<ReadonlySet<number>> {
    const ids = new Set<number>();
    const { short } = await this.#desk.api.list(path, User, { idOf }, ({ id }) => ids.add(id));
    const [reason] = short.keys();
    if (reason !== undefined) throw new RequestFailure("bad-answer", path, reason);
    return ids;
  }
}

function accountOf({ person, membership }: Standing, context: CollectContext) {
  const isSuspended = membership?.role === "suspended" || Boolean(person.suspended_at);
  const isInvited = membership?.state === "pending";
  const status = isSuspended ? "disabled" : isInvited ? "invited" : "active";
  return {
    ...{ id: idMaker(context)("account", person.id), app: context.system, userName: person.login },
    kind: person.type === "Bot" ? ("service" as const) : ("unknown" as const),
    ...({ status, rawStatus: isSuspended ? "suspended" : status } as const),
  };
}
