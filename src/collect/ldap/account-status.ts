import type { LifecycleStatus } from "../../model/records/common.ts";
import type { Instant, Moment } from "../../model/time.ts";
import type { LdapEntry } from "./entry.ts";
import type { Flavour } from "./flavour.ts";
import { fromEpoch, fromFileTime, fromGeneralizedTime } from "./moments.ts";

/** Whether somebody can log in, and until when. */
export interface AccountState {
  readonly status: LifecycleStatus;
  readonly rawStatus: string;
  readonly expiresAt?: Moment;
  readonly neverExpires?: true;
  /** Fields that the server gave in a form nobody can read. */
  readonly unknown?: readonly string[];
}

export const accountDisabled = 0x2;
const lockedOut = 0x10;
/** The account of a trust between domains. */
export const trustAccount = 0x800;

/** The state of an account. `lockHidden`: the reader may not see the attribute that says whether it is locked. */
export function accountState(entry: LdapEntry, flavour: Flavour, now: Instant, lockHidden: boolean): AccountState {
  const end = flavour === "ad" ? windowsEnd(entry) : posixEnd(entry);
  const isOver = end.expiresAt !== undefined && end.expiresAt <= now;
  if (flavour === "ad") return { ...windowsStatus(entry, isOver), ...end };
  if (lockHidden) return { status: "unknown", rawStatus: "whether it is locked cannot be read", ...end };
  return { ...(flavour === "openldap" ? openldapStatus(entry, now) : dsStatus(entry, now)), ...end };
}

function windowsStatus(entry: LdapEntry, isOver: boolean): Pick<AccountState, "status" | "rawStatus"> {
  const control = flags(entry.text("userAccountControl"));
  if (control === undefined) return { status: "unknown", rawStatus: "userAccountControl cannot be read" };
  const computed = flags(entry.text("msDS-User-Account-Control-Computed"));
  const raw = `userAccountControl ${control}${computed ? `, computed ${computed}` : ""}`;
  if (control & accountDisabled) return { status: "disabled", rawStatus: raw };
  if (isOver) return { status: "disabled", rawStatus: `${raw}, accountExpires has passed` };
  const lockout = entry.text("lockoutTime") ?? "0";
  const isLocked = computed === undefined ? lockout !== "0" : (computed & lockedOut) !== 0;
  return { status: isLocked ? "locked" : "active", rawStatus: raw };
}

/** Password policy (draft-behera-ldap-password-policy §5.3): a time without a year means for ever, by hand. */
function openldapStatus(entry: LdapEntry, now: Instant): Pick<AccountState, "status" | "rawStatus"> {
  const locked = entry.text("pwdAccountLockedTime");
  if (locked?.startsWith("0000")) return { status: "disabled", rawStatus: `pwdAccountLockedTime ${locked}` };
  const end = entry.text("pwdEndTime");
  const ends = fromGeneralizedTime(end);
  if (ends !== undefined && ends <= now) return { status: "disabled", rawStatus: `pwdEndTime ${end}` };
  const start = entry.text("pwdStartTime");
  const starts = fromGeneralizedTime(start);
  if (starts !== undefined && starts > now) return { status: "staged", rawStatus: `pwdStartTime ${start}` };
  if (locked !== undefined) return { status: "locked", rawStatus: "pwdAccountLockedTime is set" };
  return { status: "active", rawStatus: "no pwdAccountLockedTime" };
}

function dsStatus(entry: LdapEntry, now: Instant): Pick<AccountState, "status" | "rawStatus"> {
  const lock = entry.text("nsAccountLock");
  if (lock?.toLowerCase() === "true") return { status: "disabled", rawStatus: `nsAccountLock ${lock}` };
  if (lock !== undefined && lock.toLowerCase() !== "false")
    return { status: "unknown", rawStatus: `nsAccountLock ${lock}` };
  const unlock = fromGeneralizedTime(entry.text("accountUnlockTime"));
  const isLocked = unlock !== undefined && (unlock.startsWith("1970-01-01") || unlock > now);
  if (isLocked) return { status: "locked", rawStatus: "accountUnlockTime has not come" };
  return { status: "active", rawStatus: lock === undefined ? "no nsAccountLock" : `nsAccountLock ${lock}` };
}

type End = Pick<AccountState, "expiresAt" | "neverExpires" | "unknown">;

function windowsEnd(entry: LdapEntry): End {
  const text = entry.text("accountExpires");
  if (text === undefined) return {};
  const end = fromFileTime(text);
  if (end === undefined) return { unknown: ["expiresAt"] };
  return end === "never" ? { neverExpires: true } : { expiresAt: end };
}

/** shadowExpire counts days (shadow(5)); the account ends as that day begins. Nothing but logins by PAM obeys it. */
function posixEnd(entry: LdapEntry): End {
  const hard = entry.text("pwdEndTime") ?? entry.text("krbPrincipalExpiration");
  const days = entry.text("shadowExpire");
  if (hard !== undefined) {
    const end = fromGeneralizedTime(hard);
    return end === undefined ? { unknown: ["expiresAt"] } : { expiresAt: end };
  }
  if (days === undefined) return {};
  if (days === "-1") return { neverExpires: true };
  const end = /^\d{1,9}$/u.test(days) ? fromEpoch(Number(days) * 86_400) : undefined;
  return end === undefined ? { unknown: ["expiresAt"] } : { expiresAt: end };
}

/** A bit field, which is signed where its highest bit is set. */
export function flags(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,10}$/u.test(text) ? Number(text) | 0 : undefined;
}
