import * as z from "zod";
import { EntitlintError } from "../../errors.ts";
import { type FailureReason, RequestFailure } from "../../network/request-failure.ts";
import { failureOf } from "../../network/transport-failure.ts";

/** An error of the server: five characters that say what went wrong (SQLSTATE, appendix A of PostgreSQL's manual). */
const ServerError = z.object({ code: z.string().regex(/^[0-9A-Z]{5}$/u), severity: z.string() });

const known: Readonly<Record<string, readonly [FailureReason, string]>> = {
  "28P01": [
    "denied",
    "the server refuses the login: the password is wrong, or the role's VALID UNTIL has passed; it says the same of both",
  ],
  "28000": [
    "denied",
    "the server refuses the login: no such role, no right to log in, or no line in pg_hba.conf lets it in",
  ],
  "42501": ["denied", "the role lacks a right"],
  "3D000": ["not-found", "there is no such database"],
  "55000": ["refused", "the database accepts no connections"],
  "57014": ["server-failed", "the server ended a query that took too long"],
  "53300": ["server-failed", "the server, or the role, has no connection left"],
  "57P03": ["server-failed", "the server is starting up or shutting down"],
  "57P01": ["unreachable", "the server ended the connection"],
  "57P02": ["unreachable", "the server crashed"],
  "57P05": ["unreachable", "the server ended the connection"],
  "25P03": ["unreachable", "the server ended the connection"],
};

/**
 * What became of a connection or query that failed. The server's own words are left out, because they may quote what was
 * read; its code says enough.
 */
export function sqlFailure(what: string, cause: unknown): EntitlintError {
  if (cause instanceof EntitlintError) return cause;
  const parsed = ServerError.safeParse(cause);
  if (!parsed.success) return transportFailure(what, cause);
  const { code } = parsed.data;
  const [reason, words] = known[code] ?? ["server-failed", "the server answers with an error"];
  return new RequestFailure(reason, what, `${words} (${code})`, { cause });
}

function transportFailure(what: string, cause: unknown): EntitlintError {
  const message = cause instanceof Error ? cause.message : "";
  if (message === "There was an error establishing an SSL connection")
    return new RequestFailure("bad-answer", what, "what answers is no PostgreSQL server", { cause });
  if (message === "The server does not support SSL connections")
    return new RequestFailure("tls", what, "the server offers no TLS", { cause });
  if (/timeout/iu.test(message)) return new RequestFailure("unreachable", what, "no answer came in time", { cause });
  if (/terminated/iu.test(message))
    return new RequestFailure("unreachable", what, "the connection broke off", { cause });
  return failureOf(what, cause);
}

/** Whether the server itself says that something went wrong, so that the connection still stands. */
export function isServerError(error: unknown): boolean {
  return ServerError.safeParse(error).success;
}

/** Whether a failure is the server's refusal, which marks only what was asked for. */
export function isRefusal(error: unknown): error is RequestFailure {
  return error instanceof RequestFailure && error.reason === "denied";
}
