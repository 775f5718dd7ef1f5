import { ResultCodeError } from "ldapts";
import { type FailureReason, RequestFailure } from "../../network/request-failure.ts";
import { failureOf } from "../../network/transport-failure.ts";

/** Result codes (RFC 4511 §4.1.9, appendix A) that a reader meets, by what they mean to it. */
const meanings: Readonly<Record<number, readonly [FailureReason, string]>> = {
  1: ["denied", "the server wants a bind first, or failed (operationsError)"],
  2: ["refused", "the server does not understand the request (protocolError)"],
  7: ["refused", "the server does not offer this way to bind (authMethodNotSupported)"],
  8: ["denied", "the server demands stronger authentication (strongerAuthRequired)"],
  10: ["refused", "the server does not hold this part of the tree, and refers to another (referral)"],
  12: ["refused", "the server does not support a control (unavailableCriticalExtension)"],
  13: ["tls", "the server demands TLS (confidentialityRequired)"],
  19: ["denied", "the server refuses the account after too many wrong passwords (constraintViolation)"],
  32: ["not-found", "there is no such entry, or the reader may not know of it (noSuchObject)"],
  34: ["refused", "a distinguished name is not well-formed (invalidDNSyntax)"],
  48: ["denied", "the account cannot bind with a password (inappropriateAuthentication)"],
  49: ["denied", "the server refuses the name or the password (invalidCredentials)"],
  50: ["denied", "a right is missing (insufficientAccessRights)"],
  51: ["server-failed", "the server is busy"],
  52: ["server-failed", "the server is unavailable"],
  53: ["denied", "the server is unwilling; the account may be locked or inactivated (unwillingToPerform)"],
};

/** What Active Directory adds to code 49, a Windows error number in hex. */
const windowsReasons: Readonly<Record<string, string>> = {
  "525": "there is no such account",
  "52e": "the password is wrong",
  "530": "the account may not log on at this time",
  "531": "the account may not log on from here",
  "532": "the account's password has expired",
  "533": "the account is disabled",
  "701": "the account has expired",
  "773": "the account's password must be changed first",
  "775": "the account is locked out",
};

/** The result code of an answer; undefined where there was no answer. */
export function resultCode(error: unknown): number | undefined {
  return error instanceof ResultCodeError ? error.code : undefined;
}

/** What went wrong, in our own words: a server's text may quote what nobody chose to read. */
export function ldapFailure(what: string, error: unknown): RequestFailure {
  if (error instanceof RequestFailure) return error;
  const code = resultCode(error);
  if (code === undefined) return failureOf(what, error);
  const [reason, message] = meanings[code] ?? ["bad-answer", `the server answers with the result code ${code}`];
  return new RequestFailure(reason, what, message + windowsReason(code, error), { status: code, cause: error });
}

function windowsReason(code: number, error: unknown): string {
  const [, number = ""] = /\bdata ([0-9a-f]+)\b/iu.exec(error instanceof Error ? error.message : "") ?? [];
  const reason = windowsReasons[number.toLowerCase()];
  return code === 49 && reason !== undefined ? `: ${reason} (data ${number})` : "";
}
