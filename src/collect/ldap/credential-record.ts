import type { Credential } from "../../model/records/credential.ts";
import type { Instant } from "../../model/time.ts";
import { accountDisabled, flags } from "./account-status.ts";
import type { LdapEntry } from "./entry.ts";
import { fromFileTime } from "./moments.ts";

const passwordExpired = 0x800000;

/** The password of an account of Active Directory: when it was set and when it ends, never what it is. */
export function passwordRecord(entry: LdapEntry, id: string, principal: string, now: Instant): Credential {
  const control = flags(entry.text("userAccountControl"));
  const computed = flags(entry.text("msDS-User-Account-Control-Computed"));
  const isManaged = entry.texts("objectClass").some((name) => /^msDS-.*ServiceAccount$/iu.test(name));
  const set = fromFileTime(entry.text("pwdLastSet"));
  const end = fromFileTime(entry.text("msDS-UserPasswordExpiryTimeComputed"));
  // A zero is no "never" here: the password has to be changed first.
  const isEndless = end === "never" && entry.text("msDS-UserPasswordExpiryTimeComputed") !== "0";
  return {
    ...{ id, principal, type: isManaged ? "managed" : "password", status: statusOf(control, computed, end, now) },
    ...(control !== undefined && { rawStatus: `userAccountControl ${control}` }),
    ...(set !== undefined && set !== "never" && { rotatedAt: set }),
    ...(end !== undefined && end !== "never" && { expiresAt: end }),
    ...(isEndless && { neverExpires: true }),
  };
}

function statusOf(
  control: number | undefined,
  computed: number | undefined,
  end: string | undefined,
  now: Instant,
): Credential["status"] {
  if (control === undefined) return "unknown";
  if (control & accountDisabled) return "disabled";
  const isOver = ((computed ?? 0) & passwordExpired) !== 0 || (end !== undefined && end !== "never" && end <= now);
  return isOver ? "expired" : "active";
}
