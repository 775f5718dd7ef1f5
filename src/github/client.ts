import { setTimeout as wait } from "node:timers/promises";
import { Octokit } from "octokit";
import { EnvHttpProxyAgent, fetch as send } from "undici";
import type * as z from "zod";
import type { Log } from "../log.ts";
import { type Patience, usualPatience } from "../network/patience.ts";
import { failureOf, GithubFailure } from "./failure.ts";

export interface ClientOptions {
  /** `https://api.github.com`, or `https://HOST/api/v3`. */
  readonly api: string;
  readonly token: string;
  /** For the proxy's variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  readonly patience?: Patience | undefined;
}

/** What Octokit hands to a fetch. */
interface FetchOptions {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly redirect?: "error" | "follow" | "manual";
}

type Parameters = Readonly<Record<string, unknown>>;

/** As many as GitHub gives on a page. */
const pageSize = 100;

/**
 * Asks GitHub, patiently. Octokit keeps to the limits that GitHub sets for writing; asking again is done here, because a
 * write whose answer was lost must first be looked for, and a body that was cut off has to count as no answer.
 */
export class GithubClient {
  readonly #octokit: Octokit;
  readonly #log: Log;
  readonly #patience: Patience;
  #login: string | undefined;

  constructor({ api, token, env, log, patience = usualPatience }: ClientOptions) {
    this.#log = log;
    this.#patience = patience;
    const mayWait = (seconds: number, _request: unknown, _octokit: unknown, count: number) => {
      const isWorthIt = seconds <= patience.longestWait && count < patience.attempts - 1;
      if (isWorthIt) log.info(`GitHub asks to wait ${seconds} seconds`);
      return isWorthIt;
    };
    this.#octokit = new Octokit({
      auth: token,
      baseUrl: api.replace(/\/+$/u, ""),
      userAgent: "entitlint",
      request: { fetch: proxied(env, patience), retries: 0 },
      retry: { enabled: false },
      throttle: { onRateLimit: mayWait, onSecondaryRateLimit: mayWait },
      log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    });
  }

  /** One answer of the shape that is expected. @throws GithubFailure */
  ask<T>(route: string, parameters: Parameters, schema: z.ZodType<T>): Promise<T> {
    return this.#patiently(nameOf(route), () => this.#once(route, parameters, schema));
  }

  /** Every entry of a list, page by page, until one page is not full. */
  async *each<T>(route: string, parameters: Parameters, schema: z.ZodType<readonly T[]>): AsyncGenerator<T> {
    for (let page = 1; ; page += 1) {
      const entries = await this.ask(route, { ...parameters, per_page: pageSize, page }, schema);
      yield* entries;
      if (entries.length < pageSize) return;
    }
  }

  /**
   * Writes once. Where it stays unclear whether GitHub did what it was asked, `find` says whether it did before anything is
   * asked again. Without `find` asking twice must not matter. @throws GithubFailure
   */
  write<T>(
    route: string,
    parameters: Parameters,
    schema: z.ZodType<T>,
    find?: () => Promise<T | undefined>,
  ): Promise<T> {
    return this.#patiently(nameOf(route), () => this.#once(route, parameters, schema), find);
  }

  /** The login that this token writes under. */
  async login(): Promise<string> {
    if (this.#login !== undefined) return this.#login;
    const query = "query { viewer { login } }";
    const answer = await this.#patiently("viewer", () =>
      this.#octokit.graphql<unknown>(query).catch(rethrow("viewer")),
    );
    if (isViewer(answer)) {
      this.#login = answer.viewer.login;
      return this.#login;
    }
    throw new GithubFailure("viewer", "it does not say who the token belongs to", { reason: "bad-answer" });
  }

  async #once<T>(route: string, parameters: Parameters, schema: z.ZodType<T>): Promise<T> {
    const what = nameOf(route);
    const { data } = await this.#octokit.request(route, { ...parameters }).catch(rethrow(what));
    const parsed = schema.safeParse(data);
    if (parsed.success) return parsed.data;
    // Octokit gives an empty text for a body that was cut off.
    throw new GithubFailure(what, "the answer is cut off, or none of GitHub's", { reason: "bad-answer" });
  }

  async #patiently<T>(what: string, once: () => Promise<T>, find?: () => Promise<T | undefined>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await once().then(
        (value) => ({ value }),
        (error: unknown) => ({ failure: failureOf(what, error) }),
      );
      if ("value" in answer) return answer.value;
      const { failure } = answer;
      const isLast = !(await this.#waited(failure, attempt));
      const found = failure.isUnclear && find ? await find() : undefined;
      if (found !== undefined) return found;
      if (isLast) throw failure;
    }
  }

  /** Waits before the next attempt; false where there should be none. */
  async #waited(failure: GithubFailure, attempt: number): Promise<boolean> {
    const { attempts, firstWait, longestWait } = this.#patience;
    const seconds = failure.retryAfter ?? (firstWait * 2 ** (attempt - 1)) / 1000;
    if (!failure.isPassing || attempt >= attempts || seconds > longestWait) return false;
    this.#log.info(`${failure.problems[0].message}; asking again in ${seconds} seconds`);
    await wait(seconds * 1000);
    return true;
  }
}

function rethrow(what: string): (error: unknown) => never {
  return (error) => {
    throw failureOf(what, error);
  };
}

/** `POST /repos/{owner}/{repo}/check-runs` as it is told to people. */
function nameOf(route: string): string {
  return route.replace(/\/repos\/\{owner\}\/\{repo\}$/u, "the repository").replace("/repos/{owner}/{repo}", "");
}

function isViewer(answer: unknown): answer is { readonly viewer: { readonly login: string } } {
  if (typeof answer !== "object" || answer === null || !("viewer" in answer)) return false;
  const { viewer } = answer;
  return typeof viewer === "object" && viewer !== null && "login" in viewer && typeof viewer.login === "string";
}

/**
 * A fetch that goes through the proxy which the environment names. Node's own does so only from 24 on and when a variable
 * says so, and Octokit never.
 */
function proxied(env: ClientOptions["env"], { silence }: Patience) {
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: env.HTTP_PROXY ?? env.http_proxy ?? "",
    httpsProxy: env.HTTPS_PROXY ?? env.https_proxy ?? "",
    noProxy: env.NO_PROXY ?? env.no_proxy ?? "",
    connect: { timeout: 10_000 },
    headersTimeout: silence * 1000,
    bodyTimeout: silence * 1000,
  });
  return (url: string, { method, headers, body, redirect }: FetchOptions) =>
    send(url, {
      ...{ method, headers, dispatcher },
      ...(body !== undefined && { body }),
      ...(redirect !== undefined && { redirect }),
    });
}
