import type { RecordKind } from "../../model/record-id.ts";
import { RequestFailure } from "../../network/request-failure.ts";
import type { KindBook } from "../kind-book.ts";
import { Listing } from "./listing.ts";
import type { Came } from "./read-source.ts";

/** What lists have to say to a kind, whichever it is. */
export type Book = Pick<KindBook<RecordKind>, "incomplete" | "denied" | "warn" | "announce">;

/** Tells the kinds that rest on a list how that list came out. */
export function judge(came: Came, books: readonly Book[]): void {
  if (came === "absent") return;
  for (const book of books) {
    if (came instanceof RequestFailure) {
      if (came.reason === "denied") book.denied(came.message);
      else book.incomplete(came.message);
      continue;
    }
    for (const { reason, example } of came.shortfalls) book.incomplete(reason, example);
    for (const remark of came.remarks) book.warn(remark);
    if (came.isDenied) book.denied(`${came.endpoint}: the server refused to go on`);
  }
}

/** Tells kinds that follow from a list that it is not whole, without its whole story. */
export function judgeDependants(came: Came, books: readonly Book[]): void {
  if (came === "absent" || (came instanceof Listing && came.isWhole)) return;
  const what = came instanceof Listing ? came.endpoint : "a list that this rests on";
  for (const book of books) book.incomplete(`${what} could not be read whole`);
}

/** Announces what the lists announce together; nothing where one of them tells no total. */
export function announce(lists: readonly Came[], books: readonly Book[]): void {
  const read = lists.filter((came) => came instanceof Listing);
  const totals = read.flatMap(({ total }) => total ?? []);
  if (totals.length === 0 || totals.length < read.length) return;
  const sum = totals.reduce((all, total) => all + total, 0);
  for (const book of books) book.announce(sum);
}

/** How many different resources a list gave. */
export function sizeOf(came: Came): number {
  return came instanceof Listing ? came.ids.size : 0;
}
