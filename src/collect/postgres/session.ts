import pg from "pg";
import type * as z from "zod";
import { RequestFailure } from "../../network/request-failure.ts";
import type { CollectContext } from "../collector.ts";
import type { ConnectionSettings } from "./connection-settings.ts";
import { isServerError, sqlFailure } from "./sql-failure.ts";

/** Rows that are asked for at once. */
const pageSize = 2_000;
/** Milliseconds that a server has to close a connection. */
const farewell = 2_000;

/**
 * One connection to one database, within one read-only transaction that sees the catalogues as they stood at its start.
 * Every error is a RequestFailure, or another EntitlintError.
 */
export class Session {
  readonly database: string;
  /** Such as 150015 for 15.15. */
  version = 0;
  readonly #client: pg.Client;
  readonly #what: string;
  readonly #context: CollectContext;
  #cursors = 0;
  #lost: unknown;

  private constructor(settings: ConnectionSettings, database: string, context: CollectContext) {
    this.database = database;
    this.#context = context;
    this.#what = `database ${JSON.stringify(database)} of ${settings.address}`;
    this.#client = new pg.Client({ ...settings.client, database });
    // A connection that breaks between two queries has nobody else to tell.
    this.#client.on("error", (error) => {
      this.#lost = error;
    });
  }

  /** @throws EntitlintError where there is no connection */
  static async open(settings: ConnectionSettings, database: string, context: CollectContext): Promise<Session> {
    const session = new Session(settings, database, context);
    try {
      await session.#client.connect();
      await session.#begin(settings);
    } catch (error) {
      if (!isServerError(error)) session.#lost = error;
      await session.close();
      throw sqlFailure(session.#what, error);
    }
    return session;
  }

  /** Rows of a query page by page, each checked against its schema. */
  async *rows<T>(schema: z.ZodType<T>, query: string): AsyncGenerator<T> {
    this.#cursors += 1;
    const cursor = `entitlint_${this.#cursors}`;
    await this.#ask(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${query}`);
    for (;;) {
      const page = await this.#ask(`FETCH FORWARD ${pageSize} FROM ${cursor}`);
      if (page.rowCount !== page.rows.length) throw this.#odd("the server counts other rows than it sent");
      this.#context.progress.page(page.rows.length);
      for (const row of page.rows) {
        const parsed = schema.safeParse(row);
        if (!parsed.success) throw this.#odd("a system catalogue does not have the columns it should have");
        yield parsed.data;
      }
      if (page.rows.length < pageSize) break;
    }
    await this.#ask(`CLOSE ${cursor}`);
  }

  /** Does one part of the reading, so that the transaction goes on where the server refuses that part. */
  async part(work: () => Promise<void>): Promise<void> {
    await this.#ask("SAVEPOINT entitlint_part");
    try {
      await work();
    } catch (error) {
      if (this.#lost === undefined) await this.#ask("ROLLBACK TO SAVEPOINT entitlint_part");
      throw error;
    }
    await this.#ask("RELEASE SAVEPOINT entitlint_part");
  }

  /** Says goodbye, and does not wait for a server that does not answer. */
  async close(): Promise<void> {
    const { stream } = this.#client.connection;
    if (this.#lost !== undefined) stream.destroy();
    const timer = setTimeout(() => stream.destroy(), farewell);
    await this.#client.end().catch(() => {});
    clearTimeout(timer);
  }

  /** The settings hold for this transaction alone, so that they also work where a pool shares connections. */
  async #begin({ statementSeconds }: ConnectionSettings): Promise<void> {
    await this.#client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    // A role's or database's own search_path could put functions of strangers before the built-in ones.
    await this.#client.query("SET LOCAL search_path TO pg_catalog, pg_temp");
    await this.#client.query(`SET LOCAL statement_timeout TO ${statementSeconds * 1000}`);
    const answer = await this.#client.query("SELECT pg_catalog.current_setting('server_version_num') AS version");
    this.version = Number(answer.rows[0]?.version);
    if (!Number.isInteger(this.version)) throw this.#odd("the server does not say which version it is");
  }

  async #ask(query: string): Promise<pg.QueryResult> {
    if (this.#lost !== undefined) throw sqlFailure(this.#what, this.#lost);
    try {
      return await this.#client.query(query);
    } catch (error) {
      // What is no answer of the server's means that the connection cannot be used any more.
      if (!isServerError(error)) this.#lost = error;
      throw sqlFailure(this.#what, error);
    }
  }

  #odd(message: string): RequestFailure {
    return new RequestFailure("bad-answer", this.#what, message);
  }
}
