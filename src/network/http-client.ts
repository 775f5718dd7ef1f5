import pRetry from "p-retry";
import { EnvHttpProxyAgent, type HeadersInit, type Response, fetch as send } from "undici";
import { type Patience, type Progress, usualPatience } from "./patience.ts";
import { beginningOf, readAnswer } from "./read-answer.ts";
import { RequestFailure } from "./request-failure.ts";
import { failureOf, failureOfStatus } from "./transport-failure.ts";

export type { Patience, Progress } from "./patience.ts";

export interface ClientOptions {
  /** Where the API begins. Nothing is ever sent to another origin. */
  readonly base: string;
  /** Headers of every request; asked for anew each time, because tokens run out. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
  /** Certificates of own authorities in PEM, instead of those Node trusts. */
  readonly ca?: string | undefined;
  /** For HTTPS_PROXY and NO_PROXY. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly progress: Progress;
  readonly patience?: Patience;
  /** Largest body in bytes. */
  readonly largest?: number;
  /**
   * Seconds that a refusal asks to wait, for servers that say so in their own way; undefined where it asks for nothing.
   * `text` is the beginning of the body.
   */
  readonly waitAsked?: (refusal: Refusal) => number | undefined;
}

/** An answer that is no success. */
export interface Refusal {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly text: string;
}

export interface AskOptions {
  readonly method?: "GET" | "POST";
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly accept?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as a form (application/x-www-form-urlencoded), instead of JSON. */
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly url: URL;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly text: string;
}

const largestBody = 64 << 20;

/** Reads one origin. Every answer is 2xx and complete, or a RequestFailure is thrown. */
export class HttpClient {
  readonly base: URL;
  readonly #options: ClientOptions;
  readonly #patience: Patience;
  readonly #agent: EnvHttpProxyAgent;

  constructor(options: ClientOptions) {
    this.base = new URL(options.base.endsWith("/") ? options.base : `${options.base}/`);
    this.#options = options;
    this.#patience = options.patience ?? usualPatience;
    const { HTTPS_PROXY, https_proxy, HTTP_PROXY, http_proxy, NO_PROXY, no_proxy } = options.env;
    const trust = options.ca === undefined ? {} : { ca: options.ca };
    const silence = this.#patience.silence * 1000;
    this.#agent = new EnvHttpProxyAgent({
      httpProxy: HTTP_PROXY ?? http_proxy ?? "",
      httpsProxy: HTTPS_PROXY ?? https_proxy ?? "",
      noProxy: NO_PROXY ?? no_proxy ?? "",
      connect: { ...trust, timeout: 10_000 },
      requestTls: trust,
      headersTimeout: silence,
      bodyTimeout: silence,
    });
  }

  /** The address that a path, or a link that the server gave, means. @throws RequestFailure where it leads elsewhere */
  address(path: string, query: AskOptions["query"] = {}): URL {
    let url: URL;
    try {
      url = new URL(path, this.base);
    } catch (cause) {
      throw new RequestFailure("bad-answer", "link", "the server gave a link that is no address", { cause });
    }
    if (url.origin !== this.base.origin || url.username !== "" || url.password !== "")
      throw new RequestFailure("off-origin", this.base.origin, `a link leads to ${url.origin}`);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    return url;
  }

  /** Asks until there is an answer or patience ends. @throws RequestFailure */
  ask(path: string, options: AskOptions = {}): Promise<Answer> {
    const url = this.address(path, options.query);
    const { attempts, firstWait, longestWait } = this.#patience;
    return pRetry(() => this.#once(url, options), {
      retries: attempts - 1,
      minTimeout: firstWait,
      randomize: true,
      shouldRetry: ({ error }) =>
        error instanceof RequestFailure && error.isPassing && (error.retryAfter ?? 0) <= longestWait,
      onFailedAttempt: async ({ error, retriesLeft }) => {
        if (!(error instanceof RequestFailure) || retriesLeft === 0 || error.retryAfter === undefined) return;
        if (!error.isPassing || error.retryAfter > longestWait) return;
        this.#options.progress.wait(error.retryAfter, error.reason);
        await new Promise((done) => setTimeout(done, (error.retryAfter ?? 0) * 1000));
      },
    });
  }

  /** An answer as JSON. @throws RequestFailure where it is none */
  async json(path: string, options: AskOptions = {}): Promise<unknown> {
    const answer = await this.ask(path, options);
    try {
      return JSON.parse(answer.text);
    } catch (cause) {
      throw new RequestFailure("bad-answer", nameOf(answer.url), "the answer is no JSON", { cause });
    }
  }

  /** Ends open connections. */
  close(): Promise<void> {
    return this.#agent.close();
  }

  async #waitAsked(response: Response): Promise<number | undefined> {
    const { status, headers } = response;
    if (this.#options.waitAsked) return this.#options.waitAsked({ status, headers, text: await beginningOf(response) });
    await response.body?.cancel();
    return undefined;
  }

  async #once(url: URL, options: AskOptions): Promise<Answer> {
    const what = `${options.method ?? "GET"} ${nameOf(url)}`;
    const accept = options.accept ?? "application/json";
    const headers: HeadersInit = {
      accept,
      "user-agent": "entitlint",
      ...(options.body !== undefined && { "content-type": "application/json" }),
      ...(options.form && { "content-type": "application/x-www-form-urlencoded" }),
      ...options.headers,
      ...(await this.#options.headers()),
    };
    try {
      const response = await send(url, {
        method: options.method ?? "GET",
        headers,
        redirect: "manual",
        dispatcher: this.#agent,
        ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
        ...(options.form && { body: new URLSearchParams(options.form).toString() }),
      });
      const { status } = response;
      if (status < 200 || status > 299) {
        throw failureOfStatus(what, status, response.headers, await this.#waitAsked(response));
      }
      const text = await readAnswer(response, what, this.#options.largest ?? largestBody);
      return { url, status, headers: response.headers, text };
    } catch (cause) {
      throw cause instanceof RequestFailure ? cause : failureOf(what, cause);
    }
  }
}

/** An address for people: without the query, which may hold a cursor or a key. */
function nameOf(url: URL): string {
  return `${url.origin}${url.pathname}`;
}
