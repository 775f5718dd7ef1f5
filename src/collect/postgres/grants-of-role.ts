import picomatch from "picomatch";
import { EntitlintError } from "../../errors.ts";
import type { CollectContext } from "../collector.ts";
import type { Known } from "../look-up.ts";
import type { Catalogue } from "./catalogue.ts";
import type { ClusterNow } from "./cluster-now.ts";
import { databasePrivilegesQuery } from "./cluster-queries.ts";
import type { ConnectionSettings } from "./connection-settings.ts";
import { ofGrantees } from "./database-queries.ts";
import { onDatabase } from "./entitlements.ts";
import { readDatabase } from "./read-database.ts";
import { AclRow, type DatabaseRow } from "./rows.ts";
import type { PostgresOptions } from "./schema.ts";
import { Session } from "./session.ts";

/** Stands for what is granted in the cluster as a whole: rights on databases, attributes, roles. */
const wholeCluster = "";

/** Reads what one role was granted, database by database. */
export class GrantsOfRole {
  readonly #first: Session;
  readonly #settings: ConnectionSettings;
  readonly #options: PostgresOptions;
  readonly #context: CollectContext;
  readonly #cluster: ClusterNow;

  constructor(
    first: Session,
    settings: ConnectionSettings,
    options: PostgresOptions,
    context: CollectContext,
    cluster: ClusterNow,
  ) {
    this.#first = first;
    this.#settings = settings;
    this.#options = options;
    this.#context = context;
    this.#cluster = cluster;
  }

  /** Puts the grants of the role with this number into a catalogue. Gives what could not be read, each with why. */
  async read(oid: string, catalogue: Catalogue): Promise<ReadonlyMap<string, string>> {
    const { databases = [] } = this.#cluster;
    const unread = new Map<string, string>();
    if (this.#cluster.databases === undefined) unread.set(wholeCluster, "pg_database may not be read");
    await attempt(wholeCluster, unread, () => this.#onDatabases(oid, catalogue));
    for (const database of databases.filter((one) => this.#isAsked(one)))
      await attempt(database.name, unread, () => this.#inside(database, oid, catalogue));
    return unread;
  }

  /** Why nothing follows from a grant that is not there. */
  doubt(known: Known, unread: ReadonlyMap<string, string>): string | undefined {
    if (known.kind !== "grant") return undefined;
    const { database: name, detail } = placeOf(known.record.entitlement);
    const reason = unread.get(name) ?? unread.get(wholeCluster);
    if (reason !== undefined || name === wholeCluster) return reason;
    if (detail !== undefined && detail !== this.#options.detail)
      return `the snapshot tells it by ${detail}, and the config says by ${this.#options.detail} now`;
    const database = this.#cluster.databases?.find((one) => one.name === name);
    if (database === undefined || this.#isAsked(database)) return undefined;
    return `the database ${JSON.stringify(name)} is not among those that the source reads, or lets nobody in`;
  }

  async #onDatabases(oid: string, catalogue: Catalogue): Promise<void> {
    const { databases = [] } = this.#cluster;
    const used = new Map(databases.filter(({ name }) => !isBlueprint(name)).map((one) => [one.oid, one]));
    await this.#first.part(async () => {
      for (const { name, owner } of used.values())
        if (owner === oid) catalogue.hold(onDatabase(name, "OWNER"), { grantee: oid, grantors: [], ...plain });
      for await (const row of this.#first.rows(AclRow, ofGrantees(databasePrivilegesQuery, [oid]))) {
        const database = used.get(row.object);
        if (database !== undefined) catalogue.hold(onDatabase(database.name, row.privilege), row);
      }
    });
  }

  async #inside(database: DatabaseRow, oid: string, catalogue: Catalogue): Promise<void> {
    const ownerRole = this.#cluster.roles.ownerOid;
    const onlyOf = [oid, ...(database.owner === oid && ownerRole !== undefined ? [ownerRole] : [])];
    const reading = { detail: this.#options.detail, ownerRole, onlyOf };
    if (database.name === this.#first.database) return await readDatabase(this.#first, database, catalogue, reading);
    const session = await Session.open(this.#settings, database.name, this.#context);
    try {
      await readDatabase(session, database, catalogue, reading);
    } finally {
      await session.close();
    }
  }

  #isAsked({ name, connectable }: DatabaseRow): boolean {
    const { databases, except } = this.#options;
    if (!connectable || isBlueprint(name)) return false;
    const isLeftOut = except.length > 0 && picomatch(except, { dot: true })(name);
    return !isLeftOut && (databases === undefined || databases.includes(name));
  }
}

/** What every database is made of by PostgreSQL itself. */
function isBlueprint(name: string): boolean {
  return name === "template0" || name === "template1";
}

const plain = { grantable: false, builtin: false } as const;

async function attempt(place: string, unread: Map<string, string>, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof EntitlintError)) throw error;
    unread.set(place, error.problems[0].message);
  }
}

/** The database in which a right lies by its id, or the whole cluster; and how much the id tells of what lies there. */
function placeOf(entitlement: string): { database: string; detail?: PostgresOptions["detail"] } {
  const native = decodeURIComponent(entitlement.split("/").slice(2).join("/"));
  const [, kind = "", place = ""] = /^([a-z-]+):([^:]*)/u.exec(native) ?? [];
  if (["attribute", "role", "admin", "database"].includes(kind)) return { database: wholeCluster };
  const [database = "", ...below] = place.split("/");
  const isContent = ["tables", "sequences", "functions"].includes(kind);
  return {
    database: decodeURIComponent(database),
    ...(isContent && { detail: below.length > 1 ? ("table" as const) : ("schema" as const) }),
  };
}
