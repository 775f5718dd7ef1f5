import type { RecordKind } from "../../model/record-id.ts";
import type { CollectContext } from "../collector.ts";
import type { Asking, Known, Name, One, OneReader } from "../look-up.ts";
import { nativeIdOf, otherTenant } from "../native-id.ts";
import type { SourceBook } from "../source-book.ts";
import type { ClusterNow } from "./cluster-now.ts";
import { attributesOf, predefined } from "./entitlements.ts";
import type { GrantsOfRole } from "./grants-of-role.ts";
import type { Role } from "./roles.ts";
import type { PostgresOptions } from "./schema.ts";
import { accountOf, writeMembers } from "./write-roles.ts";

const nobody = { grantors: [], grantable: false, builtin: false } as const;

/** Looks for single roles in the catalogues, which show all of them to everybody. */
export class PostgresOneReader implements OneReader {
  readonly #context: CollectContext;
  readonly #book: SourceBook;
  readonly #cluster: ClusterNow;
  readonly #grants: GrantsOfRole;
  readonly #reader: string;

  constructor(
    context: CollectContext,
    { user }: Pick<PostgresOptions, "user">,
    book: SourceBook,
    cluster: ClusterNow,
    grants: GrantsOfRole,
  ) {
    this.#context = context;
    this.#reader = user;
    this.#book = book;
    this.#cluster = cluster;
    this.#grants = grants;
  }

  async ask(known: Known, { keep }: Asking): Promise<One> {
    const native = nativeIdOf(known, this.#context);
    if (native === undefined) return otherTenant;
    if (known.kind !== "account") return { is: "unsaid", reason: `a cluster knows no ${known.kind} by itself` };
    if (native.includes("\u{fffd}"))
      return { is: "unsaid", reason: "its name is no UTF-8, so that it cannot be asked for" };
    const isEverywhere = known.record.kind === "system" || native === this.#reader;
    if (!keep && isEverywhere)
      return { is: "unsaid", reason: "such a role is in every cluster that lets the reader in" };
    const role = this.#cluster.roles.all.find(({ name }) => name === native);
    if (role === undefined) return { is: "absent" };
    const unread = keep ? await this.#write(role) : new Map<string, string>();
    const whole = new Set<RecordKind>(this.#cluster.members === undefined ? ["grant"] : ["membership", "grant"]);
    // No row of the catalogues is ever hidden; a catalogue that may not be read is an error.
    return { is: "there", whole, shown: whole, doubt: (missing) => this.#grants.doubt(missing, unread) };
  }

  async search({ by, value }: Name): Promise<readonly Known[] | undefined> {
    if (by !== "login") return undefined;
    const wanted = value.toLowerCase();
    return this.#cluster.roles.all
      .filter(({ name, isAccount }) => isAccount && name.toLowerCase() === wanted)
      .map((role) => ({ kind: "account", record: accountOf(role, this.#context) }));
  }

  /** Writes a role with all that is its own. Gives the databases whose grants could not be read, each with why. */
  async #write(role: Role): Promise<ReadonlyMap<string, string>> {
    const { roles, catalogue, members } = this.#cluster;
    this.#book.kind("account", []).add(accountOf(role, this.#context));
    for (const right of attributesOf(role)) catalogue.hold(right, { grantee: role.oid, ...nobody });
    if (role.isPredefined) catalogue.hold(predefined(role), { grantee: role.oid, ...nobody, builtin: true });
    const ours = (members ?? []).filter(({ member }) => member === role.oid);
    writeMembers(this.#book, this.#context, ours, roles, catalogue);
    const unread = await this.#grants.read(role);
    catalogue.flush();
    return unread;
  }
}
