import { instantOf } from "../../model/instant-of.ts";
import type { Activity } from "../../model/records/evidence.ts";
import type { Reading } from "./books.ts";
import { passwordRecord } from "./credential-record.ts";
import type { LdapEntry } from "./entry.ts";
import type { Flavour } from "./flavour.ts";
import { identityDraft } from "./identity-record.ts";
import { fromFileTime, fromGeneralizedTime } from "./moments.ts";
import { siblingSid, sidText } from "./windows-ids.ts";

/** Takes an account: its identity waits, and in Active Directory its password's dates are written at once. */
export function takeAccount(entry: LdapEntry, id: string, isService: boolean, reading: Reading): void {
  const { books, server, context, directory, profile, options, lockHidden } = reading;
  const { flavour } = server;
  const now = instantOf(context.now);
  const draft = identityDraft(entry, id, isService, { flavour, profile, keep: options.keep, now, lockHidden });
  const activity = lastUse(entry, id, flavour);
  const waiting = { ...draft, dn: entry.dn, primary: primaryOf(entry, flavour) };
  reading.accounts.add(activity || flavour === "ad" ? waiting : { ...waiting, unused: true });
  // A server may begin to note logins at any time; that it does is known once it tells one.
  if (activity || flavour === "ad") books.identity.fields.add("lastLoginAt");
  if (activity) books.identity.used(activity);
  const native = directory.nativeId(entry);
  if (books.credential && native !== undefined)
    books.credential.add(passwordRecord(entry, directory.idOf("credential", native), id, now));
}

/** How an entry names its primary group. */
export function primaryOf(entry: LdapEntry, flavour: Flavour): string[] {
  if (flavour !== "ad") return entry.texts("gidNumber");
  const sid = sidText(entry.bytes("objectSid"));
  const rid = entry.text("primaryGroupID");
  return sid === undefined || rid === undefined ? [] : [siblingSid(sid, rid)].flatMap((one) => one ?? []);
}

/** When somebody last logged in. Active Directory tells others only every fortnight, which the granularity says. */
function lastUse(entry: LdapEntry, id: string, flavour: Flavour): Activity | undefined {
  if (flavour === "ad") {
    const at = fromFileTime(entry.text("lastLogonTimestamp"));
    return at === undefined || at === "never"
      ? undefined
      : { id, lastLoginAt: at, granularity: "month", includesFailures: false };
  }
  const text = entry.text("pwdLastSuccess") ?? entry.text("authTimestamp") ?? entry.text("lastLoginTime");
  const at = fromGeneralizedTime(text);
  return at === undefined ? undefined : { id, lastLoginAt: at, granularity: "second", includesFailures: false };
}
