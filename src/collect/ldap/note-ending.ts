import type { RecordKind } from "../../model/record-id.ts";
import type { KindBook } from "../kind-book.ts";
import type { Ending } from "./read-pages.ts";

/** Names of partitions that every domain refers to and that hold no people. */
const ownPartitions = /\/(?:CN=Configuration|DC=DomainDnsZones|DC=ForestDnsZones)(?:,|%2c)/iu;

/** Whether a referral stands for a part of the tree that another server holds. */
export function leadsElsewhere(referral: string): boolean {
  return !ownPartitions.test(referral);
}

/** Says in the books of all kinds that rest on a search how it ended. */
export function noteEnding(ending: Ending, books: readonly KindBook<RecordKind>[]): void {
  for (const book of books) {
    if (ending.state === "short") book.incomplete(ending.reason);
    if (ending.state === "denied") book.denied(ending.reason);
    for (const referral of ending.referrals.toSorted()) {
      if (leadsElsewhere(referral))
        book.incomplete(
          "part of the tree lies on another server and was not read; give that its own source, or a narrower base",
          referral,
        );
    }
  }
}
