import { lastSecond } from "../load/moments.ts";
import type { DeclaredLink } from "../model/access.ts";
import type { AccountLink } from "./account-link.ts";

/** Links made by hand, by account id. */
export type ManualLinks = ReadonlyMap<string, AccountLink>;

/**
 * Makes the links that people wrote. One whose `until` has passed links nothing; one whose person is unknown is left
 * out as well, because access lint has said so with its place; one whose person is gone says whose the account was.
 */
export function manualLinks(
  links: readonly DeclaredLink[],
  now: string,
  findPerson: (link: DeclaredLink) => number | undefined,
  findGone: (name: string) => AccountLink | undefined,
): ManualLinks {
  const made = new Map<string, AccountLink>();
  for (const link of links) {
    if (link.account.kind !== "account") continue;
    if (link.until && lastSecond(link.until, "UTC") < now) continue;
    if (!link.person) {
      made.set(link.account.id, { situation: "unmatched", by: "manual", confidence: "certain", candidates: [] });
      continue;
    }
    const subject = findPerson(link);
    const gone = subject === undefined && link.person.kind === "person" ? findGone(link.person.name) : undefined;
    if (gone) made.set(link.account.id, gone);
    if (subject === undefined) continue;
    made.set(link.account.id, { situation: "linked", by: "manual", confidence: "certain", subject, candidates: [] });
  }
  return made;
}
