import { RequestFailure } from "../../network/request-failure.ts";
import { OrganizationMembership, Person } from "./answers-of-one.ts";
import type { OneDesk, Standing } from "./one-desk.ts";
import { orNone } from "./or-none.ts";
import { OutsidersNow } from "./outsiders-now.ts";
import { personNumber } from "./person-number.ts";
import { orgPath } from "./reading.ts";

/** Finds people of the organisation: members by the name that they have now, others among the outside collaborators. */
export class PeopleNow {
  readonly #desk: OneDesk;
  readonly #outsiders: OutsidersNow;
  #shown: Promise<string> | undefined;

  constructor(desk: OneDesk) {
    this.#desk = desk;
    this.#outsiders = new OutsidersNow(desk);
  }

  /**
   * Somebody by their number. A profile that is not found may only be hidden, so that the organisation is asked under the
   * last known name as well.
   */
  async byNumber(id: number, lastLogin: string | undefined): Promise<Standing | undefined> {
    const profile = await this.#profile(id);
    const login = profile?.login ?? lastLogin;
    const membership = login === undefined ? undefined : await this.#membership(login);
    if (profile !== undefined && membership !== undefined && membership.user.id !== id)
      throw new RequestFailure("bad-answer", this.#path(login), "a membership names somebody else");
    const isMember = membership?.user.id === id;
    const isHere = isMember || (await this.#outsiders.has(id));
    const person = profile ?? { id, login: login ?? String(id) };
    return isHere ? { person, membership: isMember ? membership : undefined } : undefined;
  }

  /** Somebody by the name that they have now. */
  async byLogin(login: string): Promise<Standing | undefined> {
    const membership = await this.#membership(login);
    const id = membership?.user.id ?? (await this.#outsiders.numberOf(login));
    return id === undefined ? undefined : { person: (await this.#profile(id)) ?? { id, login }, membership };
  }

  /**
   * What shows that members can be seen: GitHub says "not found" as well of those whom it does not show. An outside
   * collaborator shows nothing of it. @throws RequestFailure where nobody does
   */
  membersShown(): Promise<string> {
    this.#shown ??= this.#findMember();
    return this.#shown;
  }

  async #findMember(): Promise<string> {
    const { wanted, context } = this.#desk;
    const others = wanted.witnesses("account", (other) => personNumber(other, context) !== undefined);
    for (const other of others) {
      const id = personNumber(other, context);
      const profile = id === undefined ? undefined : await this.#profile(id);
      // By another name it may be somebody else, on another server.
      if (profile === undefined || other.kind !== "account" || !isSame(profile.login, other.record.userName)) continue;
      const membership = await this.#membership(profile.login);
      if (membership?.user.id === id) return `${other.record.id} is there`;
    }
    const message =
      others.length === 0
        ? "says that they are not there, and the snapshot knows nobody else by whom to tell what that means"
        : `says that they are not there, and shows no member among ${others.length} others whom the snapshot knows either`;
    throw new RequestFailure("not-found", this.#path(), message);
  }

  async #profile(id: number): Promise<Person | undefined> {
    const profile = await orNone(() => this.#desk.api.one(`user/${id}`, Person));
    if (profile === undefined || profile.id === id) return profile;
    throw new RequestFailure("bad-answer", `user/${id}`, "GitHub answers with somebody else");
  }

  async #membership(login: string): Promise<OrganizationMembership | undefined> {
    return await orNone(() => this.#desk.api.one(this.#path(login), OrganizationMembership));
  }

  #path(login?: string): string {
    return orgPath(this.#desk, login === undefined ? "memberships" : `memberships/${encodeURIComponent(login)}`);
  }
}

function isSame(login: string, known: string | undefined): boolean {
  return known?.toLowerCase() === login.toLowerCase();
}
