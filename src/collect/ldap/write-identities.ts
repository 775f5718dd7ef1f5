import type { Activity } from "../../model/records/evidence.ts";
import type { Instant } from "../../model/time.ts";
import type { CollectContext } from "../collector.ts";
import type { Reading } from "./books.ts";
import { passwordRecord } from "./credential-record.ts";
import type { LdapEntry } from "./entry.ts";
import type { Flavour } from "./flavour.ts";
import { type IdentityMaker, identityRecord } from "./identity-record.ts";
import { fromFileTime, fromGeneralizedTime } from "./moments.ts";

/** The moment of the run, as records hold it. */
export function instantOf({ now }: Pick<CollectContext, "now">): Instant {
  return `${now.toISOString().slice(0, 19)}Z`;
}

/** What makes identities of entries. */
export function identityMaker({
  context,
  options,
  server,
  profile,
  books,
  entries,
  lockHidden,
}: Reading): IdentityMaker {
  return {
    ...{ flavour: server.flavour, profile, directory: entries.directory, keep: options.keep, lockHidden },
    now: instantOf(context),
    dangling: (field, dn) => books.identity.warn(`${field} names somebody who was not read`, dn),
  };
}

/** Writes every account as an identity, and in Active Directory its password's dates. */
export function writeIdentities(reading: Reading): void {
  const { books, entries, profile, lockHidden, server, context } = reading;
  const maker = identityMaker(reading);
  for (const { entry, id, isService } of entries.accounts) {
    books.identity.add(identityRecord(entry, id, isService, maker));
    const activity = lastUse(entry, id, server.flavour);
    if (activity) books.identity.used(activity);
    const native = entries.directory.nativeId(entry);
    if (books.credential && native !== undefined)
      books.credential.add(passwordRecord(entry, entries.directory.idOf("credential", native), id, instantOf(context)));
  }
  if (lockHidden) books.identity.incomplete(`the reader may not see ${profile.lock}, so that no status is known`);
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
