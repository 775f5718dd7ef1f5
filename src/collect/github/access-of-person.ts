import type { RecordOf } from "../../model/record.ts";
import { RequestFailure } from "../../network/request-failure.ts";
import type { Known } from "../look-up.ts";
import { nativeIdOf } from "../native-id.ts";
import { Collaborator, Repository, UserWithRole } from "./answers.ts";
import { OneTeam, TeamMembership } from "./answers-of-one.ts";
import { findInList } from "./find-in-list.ts";
import { endsReading } from "./github-api.ts";
import { idMaker } from "./names.ts";
import type { OneDesk, Standing } from "./one-desk.ts";
import { orNone } from "./or-none.ts";
import { idOf } from "./reading.ts";

/** Reads what somebody may do now, of what the snapshot says that they may. */
export class AccessOfPerson {
  /** Why nothing follows from the absence of a grant or membership, by its id. */
  readonly doubts = new Map<string, string>();
  readonly #desk: OneDesk;
  readonly #standing: Standing;
  readonly #account: string;
  readonly #path: string;

  constructor(desk: OneDesk, standing: Standing) {
    this.#desk = desk;
    this.#standing = standing;
    this.#account = idMaker(desk.context)("account", standing.person.id);
    this.#path = `orgs/${encodeURIComponent(desk.organization.login)}`;
  }

  async read(): Promise<void> {
    this.#ofMembership();
    for (const known of this.#desk.wanted.access) {
      if (known.kind === "grant" && known.record.principal === this.#account)
        await this.#try(known, () => this.#grant(known.record));
      if (known.kind === "membership" && known.record.member === this.#account)
        await this.#try(known, () => this.#team(known.record));
    }
  }

  readonly #isThem = ({ id }: { readonly id: number }) => id === this.#standing.person.id;

  /** A failure of one part leaves that part open; one that concerns everything ends the reading. */
  async #try({ record }: Known, read: () => Promise<string | undefined>): Promise<void> {
    try {
      const doubt = await read();
      if (doubt !== undefined) this.doubts.set(record.id, doubt);
    } catch (error) {
      if (!(error instanceof RequestFailure) || endsReading(error)) throw error;
      this.doubts.set(record.id, error.problems[0].message);
    }
  }

  /** What being in the organisation gives by itself. */
  #ofMembership(): void {
    const { membership } = this.#standing;
    if (membership === undefined) return;
    const isOwner = membership.role === "admin";
    this.#hold(isOwner ? "org/owner" : "org/member");
    const base = this.#desk.organization.default_repository_permission;
    if (!isOwner && base && base !== "none") this.#hold(`base/${base}`);
  }

  /** Gives why it cannot be said whether somebody holds a grant; one that is held is written. */
  async #grant({ entitlement }: RecordOf<"grant">): Promise<string | undefined> {
    const { wanted, context, organization } = this.#desk;
    const known = wanted.find("entitlement", entitlement);
    const native = known && nativeIdOf(known, context);
    const [, kind = "", number = "", role = ""] = /^(org|base|repo|role)\/([^:]+)(?::(.+))?$/u.exec(native ?? "") ?? [];
    if (kind === "org") return undefined;
    if (kind === "base")
      return organization.default_repository_permission ? undefined : "GitHub hides the base permission of members";
    if (kind === "role") return await this.#role(number);
    if (kind === "repo" && known?.kind === "entitlement" && known.record.name.endsWith(`:${role}`))
      return await this.#repository(Number(number), known.record.name.slice(0, -role.length - 1));
    return "how it was given is not known";
  }

  /** All direct collaborators of one repository: nothing else tells a direct role from one that comes with a team. */
  async #repository(id: number, name: string): Promise<string | undefined> {
    const { api, organization } = this.#desk;
    const path = `repos/${encodeURIComponent(organization.login)}/${encodeURIComponent(name)}`;
    const repository = await api.one(path, Repository);
    if (repository.id !== id) return `the name ${name} belongs to another repository by now`;
    const direct = { query: { affiliation: "direct" }, idOf };
    const { found, doubt } = await findInList(api, `${path}/collaborators`, Collaborator, direct, this.#isThem);
    if (found) this.#hold(`repo/${id}:${found.role_name}`);
    return doubt;
  }

  async #role(number: string): Promise<string | undefined> {
    const path = `${this.#path}/organization-roles/${encodeURIComponent(number)}/users`;
    const { found, doubt } = await findInList(this.#desk.api, path, UserWithRole, { idOf }, this.#isThem);
    if (found && found.assignment !== "indirect") this.#hold(`role/${number}`);
    return doubt;
  }

  async #team({ group }: RecordOf<"membership">): Promise<string | undefined> {
    const { wanted, context, api, book } = this.#desk;
    const known = wanted.find("group", group);
    const native = known && nativeIdOf(known, context);
    if (known?.kind !== "group" || native === undefined) return "the snapshot does not know the team";
    const path = `${this.#path}/teams/${encodeURIComponent(known.record.name)}`;
    const team = await api.one(path, OneTeam);
    if (String(team.id) !== native) return `the name ${known.record.name} belongs to another team by now`;
    const login = encodeURIComponent(this.#standing.person.login);
    const membership = await orNone(() => api.one(`${path}/memberships/${login}`, TeamMembership));
    if (membership === undefined) return undefined;
    book.kind("membership", []).add({
      id: idMaker(context)("membership", `${team.id}:${this.#standing.person.id}`),
      ...{ group, member: this.#account, memberType: "account", role: membership.role, source: "unknown" },
      state: membership.state === "pending" ? "pending" : "active",
    });
    return undefined;
  }

  #hold(native: string): void {
    const ids = idMaker(this.#desk.context);
    this.#desk.book.kind("grant", []).add({
      id: ids("grant", `${this.#standing.person.id}:${native}`),
      ...{ principal: this.#account, principalType: "account", entitlement: ids("entitlement", native) },
      effect: "allow",
    });
  }
}
