import type { ErrorCode } from "../error-codes.ts";
import { EntitlintError } from "../errors.ts";

/** Why a request gave nothing that can be used. */
export type FailureReason =
  | "denied"
  | "not-found"
  | "refused"
  | "unreachable"
  | "tls"
  | "rate-limited"
  | "server-failed"
  | "redirected"
  | "off-origin"
  | "bad-answer"
  | "too-large";

const nextSteps: Record<FailureReason, string> = {
  denied: "Check the credentials, that they have not expired, and the rights that the collector's page asks for.",
  "not-found": "Check the address; some servers also say this where a right is missing.",
  refused: "The server does not understand the request; check the address and the options of the source.",
  unreachable: "Check the address, name resolution, firewall and proxy (HTTPS_PROXY, NO_PROXY).",
  tls: "Check the server's certificate and the name in the address; name a private authority with `ca`.",
  "rate-limited": "Collect later, or less often; other tools may share the limit.",
  "server-failed": "Look at the server's own log, then collect again.",
  redirected: "Write the address that really answers into the config; a redirect is never followed with credentials.",
  "off-origin": "Nothing was sent there. Check the address in the config, and who writes the links of this server.",
  "bad-answer": "Check that the address is that of the API; a proxy or a login page may stand between.",
  "too-large": "Ask for smaller pages.",
};

/** A request that gave nothing. It never carries what the server sent, which may be secret, beyond a status. */
export class RequestFailure extends EntitlintError {
  override readonly name: string = "RequestFailure";
  readonly reason: FailureReason;
  readonly status: number | undefined;
  /** Seconds that the server asked to wait, where it did. */
  readonly retryAfter: number | undefined;

  constructor(
    reason: FailureReason,
    what: string,
    message: string,
    more: { readonly status?: number; readonly retryAfter?: number; readonly cause?: unknown } = {},
  ) {
    const code: ErrorCode = `collect/${reason}`;
    super({ code, message: `${what}: ${message}`, next: nextSteps[reason] }, { cause: more.cause });
    this.reason = reason;
    this.status = more.status;
    this.retryAfter = more.retryAfter;
  }

  /** Whether it may go better a moment later. */
  get isPassing(): boolean {
    return ["unreachable", "rate-limited", "server-failed"].includes(this.reason);
  }
}
