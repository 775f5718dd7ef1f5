import type { RecordKind } from "../../model/record-id.ts";
import type { CollectContext } from "../collector.ts";
import type { Asking, Known, Name, One, OneReader } from "../look-up.ts";
import { nativeIdOf, otherTenant } from "../native-id.ts";
import type { SourceBook } from "../source-book.ts";
import { Catalogue } from "./catalogue.ts";
import type { ClusterNow } from "./cluster-now.ts";
import { attributesOf, predefined } from "./entitlements.ts";
import type { GrantsOfRole } from "./grants-of-role.ts";
import type { RoleRow } from "./rows.ts";
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
    const [row] = matching(this.#cluster.rows, ({ name }) => name === native);
    if (row === undefined) return { is: "absent" };
    const unread = keep ? await this.#write(row) : new Map<string, string>();
    const whole = new Set<RecordKind>(this.#cluster.members === undefined ? ["grant"] : ["membership", "grant"]);
    // No row of the catalogues is ever hidden; a catalogue that may not be read is an error.
    return { is: "there", whole, shown: whole, doubt: (missing) => this.#grants.doubt(missing, unread) };
  }

  async search({ by, value }: Name): Promise<readonly Known[] | undefined> {
    if (by !== "login") return undefined;
    const wanted = value.toLowerCase();
    return [...matching(this.#cluster.rows, ({ name }) => name.toLowerCase() === wanted)]
      .filter(({ oid }) => this.#cluster.roles.get(oid)?.isAccount)
      .map((row) => ({ kind: "account", record: accountOf(row, this.#context) }));
  }

  /** Writes a role with all that is its own. Gives the databases whose grants could not be read, each with why. */
  async #write(row: RoleRow): Promise<ReadonlyMap<string, string>> {
    const { roles, members } = this.#cluster;
    const { oid } = row;
    const catalogue = new Catalogue(this.#book, this.#context, roles);
    const writing = { book: this.#book, context: this.#context, roles, catalogue };
    this.#book.kind("account", []).add(accountOf(row, this.#context));
    for (const right of attributesOf(row)) catalogue.hold(right, { grantee: oid, ...nobody });
    const role = roles.get(oid);
    if (role?.isPredefined) catalogue.hold(predefined(role), { grantee: oid, ...nobody, builtin: true });
    writeMembers(
      matching(members ?? [], ({ member }) => member === oid),
      writing,
    );
    const unread = await this.#grants.read(oid, catalogue);
    await catalogue.finish();
    return unread;
  }
}

/** Those rows that fit, without holding the others. */
function* matching<T>(rows: Iterable<T>, fits: (row: T) => boolean): Generator<T> {
  for (const row of rows) if (fits(row)) yield row;
}
