import { RequestError } from "octokit";
import type { ErrorCode } from "../error-codes.ts";
import { EntitlintError } from "../errors.ts";

type Reason = "denied" | "refused" | "unavailable" | "bad-answer";

const nextSteps: Record<Reason, string> = {
  denied: "Give the token the permission that docs/github.md names for this; pull requests from forks never have it.",
  refused: "This is how entitlint asked, so it is likely a fault of it; the message says what GitHub did not take.",
  unavailable: "Run it again once GitHub answers; what was written already is found then and not written twice.",
  "bad-answer": "Check GITHUB_API_URL; a proxy or a login page may stand between.",
};

/** A request that GitHub did not fulfil. It never carries the token. */
export class GithubFailure extends EntitlintError {
  override readonly name: string = "GithubFailure";
  /** What GitHub answered; undefined where no whole answer came. */
  readonly status: number | undefined;
  /** Seconds that GitHub asked to wait, where it did. */
  readonly retryAfter: number | undefined;
  /** What GitHub said, in its own words. */
  readonly said: string;
  /** Whether it may go better a moment later. */
  readonly isPassing: boolean;
  /** Whether what was asked for may have happened all the same. */
  readonly isUnclear: boolean;

  constructor(
    what: string,
    said: string,
    {
      status,
      retryAfter,
      reason = reasonOf(status),
      cause,
    }: { status?: number | undefined; retryAfter?: number | undefined; reason?: Reason; cause?: unknown },
  ) {
    const code: ErrorCode = `github/${reason}`;
    const answered = status === undefined ? "no whole answer came" : `GitHub answers ${status}`;
    super({ code, message: `${what}: ${answered} (${said})`, next: nextSteps[reason] }, { cause });
    this.status = status;
    this.retryAfter = retryAfter;
    this.said = said;
    this.isUnclear = reason === "bad-answer" || status === undefined || status >= 500;
    this.isPassing =
      this.isUnclear ||
      status === 429 ||
      (status === 403 && retryAfter !== undefined) ||
      (status === 409 && !this.isSecret);
  }

  /** Whether push protection has seen a secret in what was sent. */
  get isSecret(): boolean {
    return this.status === 409 && /secret/iu.test(this.said);
  }

  /** Whether the token may not do this: GitHub hides behind "not found" what a token must not see. */
  get isDenied(): boolean {
    return !this.isPassing && (this.status === 403 || this.status === 404);
  }
}

function reasonOf(status: number | undefined): Reason {
  if (status === 401 || status === 403 || status === 404) return "denied";
  return status === undefined || status >= 500 || status === 429 ? "unavailable" : "refused";
}

/** Whatever a request threw, as a failure; what is no matter of requests is thrown on. */
export function failureOf(what: string, error: unknown): GithubFailure {
  if (error instanceof GithubFailure) return error;
  if (error instanceof RequestError) {
    const header = error.response?.headers["retry-after"];
    const retryAfter = header === undefined || Number.isNaN(Number(header)) ? undefined : Number(header);
    const status = error.response === undefined ? undefined : error.status;
    return new GithubFailure(what, shortened(error.message), { status, retryAfter, cause: error });
  }
  if (error instanceof Error && "status" in error) return new GithubFailure(what, error.message, { cause: error });
  throw error;
}

/** GitHub's own messages are long and end in an address. */
function shortened(message: string): string {
  return message.replace(/ - https:\/\/docs\.github\.com\S*$/u, "").slice(0, 500);
}
