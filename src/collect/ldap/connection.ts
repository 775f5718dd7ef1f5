import { connect as connectTcp, isIP, type Socket } from "node:net";
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from "node:tls";
import { Client, type Control, type Entry, type Filter } from "ldapts";
import type { Patience } from "../../network/patience.ts";
import { RequestFailure } from "../../network/request-failure.ts";
import { ldapFailure, resultCode } from "./failure.ts";
import { WireWatch } from "./wire-watch.ts";

const largestMessage = 64 << 20;

/** Binary whatever its bytes look like; a client that guesses by UTF-8 takes some for text. */
const binaryAttributes = ["objectGUID", "objectSid"];

export interface ConnectionOptionsOfSource {
  readonly url: string;
  readonly startTls: boolean;
  readonly ca?: string | undefined;
  readonly serverName?: string | undefined;
  readonly user: string;
  readonly password: string;
  readonly patience: Patience;
}

export interface SearchRequest {
  readonly base: string;
  readonly scope: "base" | "sub";
  /** Bytes that are no text stand only in a filter that is built; parsed from text they would be taken for letters. */
  readonly filter: string | Filter;
  readonly attributes: readonly string[];
  readonly controls?: readonly Control[];
}

export interface SearchAnswer {
  readonly entries: readonly Entry[];
  readonly referrals: readonly string[];
  /** Of a page; undefined where the server did not answer as a page. */
  readonly cookie: Buffer | undefined;
}

/**
 * One connection, verified and bound. It is never made anew: a client that reconnects by itself would go on unbound, and
 * without StartTLS.
 */
export class Connection {
  readonly #client: Client;
  readonly #watch = new WireWatch(largestMessage);
  readonly #where: string;
  #tooLarge = false;
  #opened = 0;

  private constructor(options: ConnectionOptionsOfSource) {
    const url = new URL(options.url);
    this.#where = `${url.protocol}//${url.host}`;
    this.#client = new Client({
      url: options.url,
      timeout: options.patience.silence * 1000,
      connectTimeout: 10_000,
      ...(url.protocol === "ldaps:" && { tlsOptions: trust(url, options) }),
      createConnection: this.#once(connectTcp, 1),
      createSecureConnection: this.#watched(connectTls),
    });
  }

  /** Connects, verifies the server and binds. @throws RequestFailure */
  static async open(options: ConnectionOptionsOfSource): Promise<Connection> {
    const connection = new Connection(options);
    const url = new URL(options.url);
    try {
      if (options.startTls) await connection.#startTls(trust(url, options));
      await connection.#client.bind(options.user, options.password).catch((error: unknown) => {
        throw connection.#failure("bind", error);
      });
      return connection;
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  /** Searches once. @throws RequestFailure; its `status` is the result code where the server gave one */
  async search({ base, scope, filter, attributes, controls = [] }: SearchRequest): Promise<SearchAnswer> {
    const what = `search below ${base === "" ? "the root" : JSON.stringify(base)}`;
    if (!this.#client.isBound)
      throw new RequestFailure("unreachable", `${this.#where}: ${what}`, "the connection is gone");
    this.#watch.cookie = undefined;
    try {
      const { searchEntries, searchReferences } = await this.#client.search(
        base,
        // Without the zero the client asks for ten seconds; a size limit would make it hide that the server cut the result.
        { scope, filter, attributes: [...attributes], timeLimit: 0, explicitBufferAttributes: binaryAttributes },
        [...controls],
      );
      return { entries: searchEntries, referrals: searchReferences, cookie: this.#watch.cookie };
    } catch (error) {
      throw this.#failure(what, error);
    }
  }

  /** Ends the connection, whatever state it is in. */
  async close(): Promise<void> {
    await this.#client.unbind().catch(() => {});
  }

  async #startTls(options: ConnectionOptions): Promise<void> {
    try {
      await this.#client.startTLS(options);
    } catch (error) {
      if (resultCode(error) === undefined) throw this.#failure("StartTLS", error);
      throw new RequestFailure("tls", `${this.#where}: StartTLS`, "the server refuses it", { cause: error });
    }
  }

  #failure(what: string, error: unknown): RequestFailure {
    const where = `${this.#where}: ${what}`;
    if (this.#tooLarge) {
      const message = `an answer is larger than ${largestMessage >> 20} MiB, or is no LDAP`;
      return new RequestFailure("too-large", where, message, { cause: error });
    }
    const told = error instanceof Error ? error.message : "";
    if (/^Connection closed|^Socket error/u.test(told))
      return new RequestFailure("unreachable", where, "the connection broke off before the answer was whole", {
        cause: error,
      });
    if (/timed out$|^Connection timeout/u.test(told))
      return new RequestFailure("unreachable", where, "no answer came in time", { cause: error });
    return ldapFailure(where, error);
  }

  #once<T extends (...args: never[]) => Socket>(open: T, times: number): T {
    const opened = (...args: Parameters<T>): Socket => {
      this.#opened += 1;
      if (this.#opened > times) throw new Error("Connection closed, and not opened again");
      return open(...args);
    };
    return opened as T;
  }

  #watched(open: typeof connectTls): typeof connectTls {
    const watched = (...args: Parameters<typeof connectTls>): TLSSocket => {
      const socket = this.#once(open, 2)(...args);
      socket.on("data", (chunk: Buffer) => {
        if (this.#watch.take(chunk)) return;
        this.#tooLarge = true;
        socket.destroy();
      });
      return socket;
    };
    return watched as typeof connectTls;
  }
}

function trust(url: URL, { ca, serverName }: ConnectionOptionsOfSource): ConnectionOptions {
  const host = url.hostname.replace(/^\[|\]$/gu, "");
  const name = serverName ?? host;
  return {
    host,
    minVersion: "TLSv1.2",
    ...(ca !== undefined && { ca }),
    ...(isIP(name) === 0 && { servername: name }),
  };
}
