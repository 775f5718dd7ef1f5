import * as z from "zod";
import type { AskOptions, HttpClient } from "../../network/http-client.ts";
import { RequestFailure } from "../../network/request-failure.ts";
import { nextLink } from "./next-link.ts";
import { type Listing, PageBook, pageOf, whyNot } from "./page-book.ts";
import { secondsToReset, unannounced } from "./rate-limit.ts";

const perPage = 100;

/** After so many requests in a row that came to nothing, GitHub is taken for unreachable. */
const patienceInARow = 4;

const Errors = z.array(z.object({ type: z.string().optional(), message: z.string().optional() }));
const GraphqlAnswer = z.object({ data: z.unknown(), errors: Errors.optional() });

/**
 * The requests that GitHub's REST and GraphQL APIs have in common, one after the other as GitHub asks for.
 *
 * Why not octokit: its request layer would bring its own retries, throttling and redirects beside those that every
 * collector has from HttpClient, and what must never happen (a token sent elsewhere, a body without end) would have
 * to be ensured twice. What is left of octokit then is a token signed in ten lines.
 */
export class GithubApi {
  readonly #client: HttpClient;
  readonly #graphqlPath: string;
  readonly #pause: (seconds: number) => Promise<void>;
  /** By limit, seconds to wait before the next request. */
  readonly #exhausted = new Map<string, number>();
  readonly #onPage: (records: number) => void;
  #failuresInARow = 0;

  /** `pause` waits, or throws where that takes too long; `onPage` is told of every page. */
  constructor(client: HttpClient, pause: (seconds: number) => Promise<void>, onPage: (records: number) => void) {
    this.#client = client;
    this.#pause = pause;
    this.#onPage = onPage;
    const { pathname } = client.base;
    this.#graphqlPath = pathname.endsWith("/api/v3/") ? `${pathname.slice(0, -"v3/".length)}graphql` : "graphql";
  }

  /** One object. @throws RequestFailure */
  async one<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const { json } = await this.#ask("core", path);
    const parsed = schema.safeParse(json);
    if (parsed.success) return parsed.data;
    throw new RequestFailure("bad-answer", path, `the answer is not what GitHub documents (${whyNot(parsed.error)})`);
  }

  /**
   * All pages of a list, by the links that GitHub gives; `take` is given the items as they come. `key` names the list where
   * it stands inside an object. Items that are not as documented are left out and told of; of two with one `idOf` the first
   * is taken. What goes wrong after the first page is told of, too.
   * @throws RequestFailure where there is no first page, or nothing more can be read at all
   */
  async list<T>(path: string, item: z.ZodType<T>, options: ListOptions<T>, take: (item: T) => void): Promise<Listing> {
    const pages = new PageBook(item, options.idOf, take);
    const query = options.isUnpaged ? {} : { per_page: perPage, ...options.query };
    for (let next: string | undefined = path; next !== undefined; ) {
      try {
        const { json, link, url } = await this.#ask("core", next, pages.isEmpty ? { query } : {});
        const page = pageOf(json, options.key);
        if (!page) throw new RequestFailure("bad-answer", path, "the answer should hold a list");
        this.#onPage(pages.take(url, page));
        next = nextLink(link);
        if (next !== undefined && pages.goesRound(this.#client.address(next).href)) next = undefined;
      } catch (error) {
        if (pages.isEmpty || !(error instanceof RequestFailure) || endsReading(error)) throw error;
        pages.breaksOff(error);
        next = undefined;
      }
    }
    return pages.listing();
  }

  /** What a query gives. @throws RequestFailure, also where it is refused in part */
  async graphql<T>(query: string, variables: Readonly<Record<string, unknown>>, schema: z.ZodType<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const { json } = await this.#ask("graphql", this.#graphqlPath, { method: "POST", body: { query, variables } });
      const answer = GraphqlAnswer.safeParse(json);
      const refusal = answer.data?.errors?.[0];
      if (refusal?.type === "RATE_LIMITED" && attempt === 1) {
        if (!this.#exhausted.has("graphql")) this.#exhausted.set("graphql", unannounced);
        continue;
      }
      if (refusal !== undefined) throw refused(refusal.type);
      const parsed = schema.safeParse(answer.data?.data);
      if (parsed.success) return parsed.data;
      throw new RequestFailure(
        "bad-answer",
        "GraphQL",
        `the answer is not what was asked for (${whyNot(parsed.error)})`,
      );
    }
  }

  async #ask(limit: string, path: string, options: AskOptions = {}) {
    const wait = this.#exhausted.get(limit);
    if (wait !== undefined) await this.#pause(wait);
    this.#exhausted.delete(limit);
    try {
      const accept = limit === "core" ? "application/vnd.github+json" : "application/json";
      const { url, headers, text } = await this.#client.ask(path, { ...options, accept });
      const seconds = secondsToReset(headers);
      if (seconds !== undefined) this.#exhausted.set(limit, seconds);
      const json = parsedJson(text, path);
      this.#failuresInARow = 0;
      this.#onPage(0);
      return { json, link: headers.get("link"), url: url.href };
    } catch (error) {
      if (error instanceof RequestFailure && error.isPassing && ++this.#failuresInARow >= patienceInARow)
        throw new RequestFailure("unreachable", path, `the last ${patienceInARow} requests came to nothing`, {
          cause: error,
        });
      throw error;
    }
  }
}

interface ListOptions<T> {
  readonly query?: AskOptions["query"];
  readonly key?: string;
  /** Given whole, without a page to ask for. */
  readonly isUnpaged?: true;
  readonly idOf: (item: T) => string;
}

/** Whether a failure concerns the whole source: the credentials have ended, or nobody answers any more. */
export function endsReading(error: RequestFailure): boolean {
  return error.status === 401 || error.reason === "tls" || isGivenUp(error);
}

function isGivenUp({ reason, cause }: RequestFailure): boolean {
  return reason === "unreachable" && cause instanceof RequestFailure;
}

function parsedJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RequestFailure("bad-answer", path, "the answer is no JSON", { cause });
  }
}

function refused(type: string | undefined): RequestFailure {
  const isRight = type === "FORBIDDEN" || type === "INSUFFICIENT_SCOPES" || type === "NOT_FOUND";
  if (type === "RATE_LIMITED") return new RequestFailure("rate-limited", "GraphQL", "the limit of queries is used up");
  if (isRight) return new RequestFailure("denied", "GraphQL", `the query is refused (${type})`, { status: 403 });
  return new RequestFailure("bad-answer", "GraphQL", "the query was answered with an error");
}
