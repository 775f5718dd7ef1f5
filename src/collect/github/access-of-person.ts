import type { RecordOf } from "../../model/record.ts";
import { RequestFailure } from "../../network/request-failure.ts";
import type { Known } from "../look-up.ts";
import { nativeIdOf } from "../native-id.ts";
import { AccessBook, type Granted } from "./access-book.ts";
import { Collaborator, UserWithRole } from "./answers.ts";
import { findInList } from "./find-in-list.ts";
import { endsReading } from "./github-api.ts";
import { baseOf, member, owner, repositoryRole } from "./granted.ts";
import { idMaker } from "./names.ts";
import type { OneDesk, Standing } from "./one-desk.ts";
import { wayOf } from "./read-roles.ts";
import { idOf, orgPath } from "./reading.ts";
import { repositoryNow } from "./repository-now.ts";
import { teamOfPerson } from "./team-of-person.ts";

/** What GitHub calls members; somebody who only pays the bills is none. */
const memberRoles: ReadonlySet<string> = new Set(["admin", "member", "suspended"]);

/** Reads what somebody may do now, of what the snapshot says that they may. */
export class AccessOfPerson {
  /** Why nothing follows from the absence of a grant or membership, by its id. */
  readonly doubts = new Map<string, string>();
  readonly #desk: OneDesk;
  readonly #standing: Standing;
  readonly #account: string;
  readonly #access: AccessBook;

  constructor(desk: OneDesk, standing: Standing) {
    this.#desk = desk;
    this.#standing = standing;
    const ids = idMaker(desk.context);
    this.#account = ids("account", standing.person.id);
    this.#access = new AccessBook(desk.book, ids, desk.context.system);
  }

  async read(): Promise<void> {
    this.#ofMembership();
    for (const known of this.#desk.wanted.access) {
      if (known.kind === "grant" && known.record.principal === this.#account)
        await this.#try(known, () => this.#grant(known.record));
      if (known.kind === "membership" && known.record.member === this.#account)
        await this.#try(known, () => teamOfPerson(this.#desk, this.#standing, known.record));
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
    const { role } = this.#standing.membership ?? {};
    if (role === undefined || !memberRoles.has(role)) return;
    const isOwner = role === "admin";
    this.#hold(isOwner ? owner : member);
    const base = baseOf(this.#desk.organization);
    if (!isOwner && base) this.#hold(base, { direct: false, source: "policy" });
  }

  /** Gives why it cannot be said whether somebody holds a grant; one that is held is written. */
  async #grant({ entitlement }: RecordOf<"grant">): Promise<string | undefined> {
    const { wanted, context, organization } = this.#desk;
    const known = wanted.find("entitlement", entitlement);
    const native = known && nativeIdOf(known, context);
    const [, kind = "", number = "", role = ""] = /^(org|base|repo|role)\/([^:]+)(?::(.+))?$/u.exec(native ?? "") ?? [];
    const standing = this.#standing.membership?.role;
    const isOdd = standing !== undefined && !memberRoles.has(standing) && standing !== "billing_manager";
    if ((kind === "org" || kind === "base") && isOdd) return "what they are in the organisation is told in other words";
    if (kind === "org") return undefined;
    if (kind === "base")
      return organization.default_repository_permission ? undefined : "GitHub hides the base permission of members";
    const right = known?.kind === "entitlement" ? known.record : undefined;
    if (kind === "role" && right) return await this.#role(number, right);
    if (kind === "repo" && right?.name.endsWith(`:${role}`))
      return await this.#repository(Number(number), right.name.slice(0, -role.length - 1));
    return "how it was given is not known";
  }

  /** All direct collaborators of one repository: nothing else tells a direct role from one that comes with a team. */
  async #repository(id: number, name: string): Promise<string | undefined> {
    const path = `${await repositoryNow(this.#desk, id, name)}/collaborators`;
    const direct = { query: { affiliation: "direct" }, idOf };
    const { found, doubt } = await findInList(this.#desk.api, path, Collaborator, direct, this.#isThem);
    if (found) this.#hold(repositoryRole(id, name, found.role_name));
    return doubt;
  }

  async #role(number: string, { kind, name }: RecordOf<"entitlement">): Promise<string | undefined> {
    const path = orgPath(this.#desk, `organization-roles/${encodeURIComponent(number)}/users`);
    const isDirect = (one: UserWithRole) => this.#isThem(one) && one.assignment !== "indirect";
    const { found, doubt } = await findInList(this.#desk.api, path, UserWithRole, { idOf: wayOf }, isDirect);
    if (found) this.#hold({ native: `role/${number}`, kind, name });
    return doubt;
  }

  #hold(granted: Granted, more: Parameters<AccessBook["grant"]>[2] = {}): void {
    this.#access.grant(this.#access.account(this.#standing.person.id), granted, more);
  }
}
