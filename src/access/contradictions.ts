import { type Place, type Problem, placeText } from "../errors.ts";
import type { AccessState, PlacedReference } from "../model/access.ts";

/** What no single file can see: ids given twice, and accounts that two statements claim. */
export function contradictions({ apps, identities, links }: AccessState): Problem[] {
  return [...duplicates(apps), ...duplicates(identities), ...claimedTwice(identities, links)];
}

function duplicates(objects: readonly { readonly id: string; readonly place: Place }[]): Problem[] {
  return repeated(objects, ({ id }) => id).map(([first, again]) => ({
    code: "access/duplicate-id",
    message: `${again.id} is declared a second time; first in ${placeText(first.place)}`,
    place: again.place,
    next: "Merge the two, or give one another id.",
  }));
}

interface Claim {
  readonly account: PlacedReference;
  readonly by: string;
}

function claimedTwice(identities: AccessState["identities"], links: AccessState["links"]): Problem[] {
  const claims: Claim[] = [
    ...identities.flatMap(({ id, accounts }) => accounts.map((account) => ({ account, by: id }))),
    ...links.map(({ account, person }) => ({ account, by: person?.text ?? "nobody" })),
  ];
  return repeated(claims, ({ account }) => accountKey(account)).map(([first, again]) => ({
    code: "access/contradiction",
    message: `${again.account.text} is given to ${again.by}, and to ${first.by} in ${placeText(first.account.place)}`,
    place: again.account.place,
    next: "Keep the statement that is true.",
  }));
}

function accountKey(account: PlacedReference): string {
  return account.kind === "account" ? account.id : account.text;
}

/** Pairs of the first object with a key and each later one, in order. */
function repeated<T>(objects: readonly T[], key: (object: T) => string): [first: T, again: T][] {
  const seen = new Map<string, T>();
  return objects.flatMap((object): [T, T][] => {
    const first = seen.get(key(object));
    if (first !== undefined) return [[first, object]];
    seen.set(key(object), object);
    return [];
  });
}
