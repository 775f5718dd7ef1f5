import type { RecordOf } from "../../model/record.ts";
import type { RecordKind } from "../../model/record-id.ts";
import type { Known, One } from "../look-up.ts";
import { nativeIdOf } from "../native-id.ts";
import { AccessBook } from "./access-book.ts";
import { DeployKey, FineGrainedToken, Installation, Invitation } from "./answers.ts";
import { findInList } from "./find-in-list.ts";
import { appPermission } from "./granted.ts";
import { idMaker } from "./names.ts";
import type { OneDesk } from "./one-desk.ts";
import { idOf, orgPath } from "./reading.ts";
import { repositoryNow } from "./repository-now.ts";

const there: One = { is: "there" };

/**
 * Looks for what GitHub shows in lists alone: Apps, invitations, fine-grained tokens and deploy keys. A list that was read
 * to its end is its own witness: GitHub refuses lists that a reader may not see, and says so.
 */
export class LonersNow {
  readonly #desk: OneDesk;

  constructor(desk: OneDesk) {
    this.#desk = desk;
  }

  /** Looks for a record; one that is there is written, and an App's permissions with it. */
  async ask(known: Known, native: string): Promise<One> {
    const [, sort = "", number = ""] = /^(app|invitation|token|deploy-key)\/(\d+)$/u.exec(native) ?? [];
    if (sort === "app") return await this.#app(orgPath(this.#desk, "installations"), Number(number));
    if (sort === "invitation") return await this.#invitation(orgPath(this.#desk, "invitations"), number);
    if (sort === "token") return await this.#token(orgPath(this.#desk, "personal-access-tokens"), number, known);
    if (sort === "deploy-key") return await this.#key(number, known);
    return { is: "unsaid", reason: `GitHub knows no ${known.kind} by itself` };
  }

  async #app(path: string, number: number): Promise<One> {
    const { api, context, book } = this.#desk;
    const listed = { key: "installations", idOf };
    const { found, doubt } = await findInList(api, path, Installation, listed, ({ app_id }) => app_id === number);
    if (!found) return missing(path, doubt);
    const ids = idMaker(context);
    const id = ids("account", `app/${number}`);
    const state = found.suspended_at ? ("suspended" as const) : ("active" as const);
    const account = { id, app: context.system, userName: found.app_slug, kind: "service" as const };
    book.kind("account", []).add({ ...account, status: state, rawStatus: state });
    const access = new AccessBook(book, ids, context.system);
    for (const [name, level] of Object.entries(found.permissions))
      access.grant(access.account(`app/${number}`), appPermission(name, level));
    const whole: ReadonlySet<RecordKind> = new Set(["grant"]);
    return { is: "there", whole, shown: whole };
  }

  async #invitation(path: string, number: string): Promise<One> {
    const { api, context, book } = this.#desk;
    const { found, doubt } = await findInList(api, path, Invitation, { idOf }, (one) => idOf(one) === number);
    if (!found) return missing(path, doubt);
    const invited = { app: context.system, status: "invited", rawStatus: "invited", kind: "unknown" } as const;
    book.kind("account", []).add({ id: idMaker(context)("account", `invitation/${number}`), ...invited });
    return there;
  }

  async #token(path: string, number: string, { record }: Known): Promise<One> {
    const { api, context } = this.#desk;
    const tokenId = ({ token_id }: FineGrainedToken) => String(token_id);
    const isIt = (token: FineGrainedToken) => tokenId(token) === number;
    const { found, doubt } = await findInList(api, path, FineGrainedToken, { idOf: tokenId }, isIt);
    if (!found) return missing(path, doubt);
    const ids = idMaker(context);
    const status = found.token_expired ? "expired" : "active";
    this.#credential({ id: record.id, principal: ids("account", found.owner.id), type: "pat", status });
    return there;
  }

  /** A deploy key in the repository that it opens, as the snapshot says. */
  async #key(number: string, { record }: Known): Promise<One> {
    const { api, wanted, context } = this.#desk;
    const grant = wanted.access.find((one) => one.kind === "grant" && one.record.principal === record.id);
    const right = grant?.kind === "grant" ? wanted.find("entitlement", grant.record.entitlement) : undefined;
    const native = right && nativeIdOf(right, context);
    const [, id, level = ""] = /^repo\/(\d+):(key-\w+)$/u.exec(native ?? "") ?? [];
    if (grant?.kind !== "grant" || right?.kind !== "entitlement" || id === undefined)
      return { is: "unsaid", reason: "the snapshot does not say which repository it opens" };
    const name = right.record.name.slice(0, -level.length - 1);
    const path = `${await repositoryNow(this.#desk, Number(id), name)}/keys`;
    const { found, doubt } = await findInList(api, path, DeployKey, { idOf }, (key) => idOf(key) === number);
    if (!found) return missing(path, doubt);
    const status = found.enabled === false ? "disabled" : "active";
    this.#credential({ id: record.id, principal: record.id, type: "deploy-key", status });
    const isSame = level === (found.read_only ? "key-read" : "key-write");
    if (isSame) this.#desk.book.kind("grant", []).add(grant.record);
    const whole: ReadonlySet<RecordKind> = new Set(["grant"]);
    return { is: "there", whole, shown: whole };
  }

  #credential(record: RecordOf<"credential">): void {
    this.#desk.book.kind("credential", []).add({ ...record, rawStatus: record.status });
  }
}

function missing(path: string, doubt: string | undefined): One {
  if (doubt !== undefined) return { is: "unsaid", reason: `of ${path}: ${doubt}` };
  return { is: "absent", seen: `${path} was read to its end` };
}
