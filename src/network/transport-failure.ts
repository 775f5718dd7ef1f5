import { type FailureReason, RequestFailure } from "./request-failure.ts";

/** Seconds or a date (RFC 9110 §10.2.3); undefined where the header says neither. */
export function retryAfterSeconds(text: string | null, now = Date.now()): number | undefined {
  if (text === null) return undefined;
  if (/^\d+$/u.test(text)) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000));
}

/** What an answer that is no success means. */
export function failureOfStatus(
  what: string,
  status: number,
  headers: { get(name: string): string | null },
  waitAsked?: number,
): RequestFailure {
  const retryAfter = waitAsked ?? retryAfterSeconds(headers.get("retry-after"));
  const isLimit = status === 429 || (status === 403 && retryAfter !== undefined);
  const reason = isLimit ? "rate-limited" : reasonOf(status);
  const asked = retryAfter === undefined ? "" : `, and asks to wait ${retryAfter} seconds`;
  const to = reason === "redirected" ? ` to ${targetOf(headers.get("location"))}` : "";
  return new RequestFailure(reason, what, `the server answers ${status}${to}${asked}`, {
    status,
    ...(retryAfter !== undefined && { retryAfter }),
  });
}

/** What went wrong before there was a whole answer. */
export function failureOf(what: string, cause: unknown): RequestFailure {
  const code = codeOf(cause);
  const isTls = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET)|EPROTO|ALTNAME/u.test(code);
  const message = isTls ? `the server's identity cannot be verified (${code})` : `no whole answer came (${code})`;
  return new RequestFailure(isTls ? "tls" : "unreachable", what, message, { cause });
}

function reasonOf(status: number): FailureReason {
  if (status === 401 || status === 403 || status === 407) return "denied";
  if (status === 404 || status === 410) return "not-found";
  if (status >= 300 && status < 400) return "redirected";
  return status >= 500 || status === 408 ? "server-failed" : "refused";
}

/** The origin alone: the rest of a redirect's address may hold a token. */
function targetOf(location: string | null): string {
  try {
    return new URL(location ?? "").origin;
  } catch {
    return "another path";
  }
}

/** The deepest error code in a chain of causes, else the deepest message: the outermost of a fetch only says that it failed. */
function codeOf(error: unknown): string {
  let code: string | undefined;
  let message = "unknown";
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string") code = at.code;
    message = at.message;
  }
  return code ?? message;
}
