import { type Place, type Problem, placeText } from "../errors.ts";
import type { AccessState, PlacedReference } from "../model/access.ts";
import { contradictingStatements } from "./contradicting-statements.ts";
import { repeated } from "./repeated.ts";

/** What no single object can see: ids given twice, accounts that two statements claim, and statements that exclude each other. */
export function contradictions(state: AccessState): Problem[] {
  const { apps, roles, identities, people, sod, waivers, baseline, notes } = state;
  const findings = baseline.map(byFinding);
  return [
    ...[apps, roles, identities, people, sod, waivers, findings].flatMap(duplicates),
    ...duplicates(notes.map(byFinding)),
    ...claimedTwice(state),
    ...contradictingStatements(state),
  ];
}

function byFinding({ fingerprint, place }: { readonly fingerprint: string; readonly place: Place }) {
  return { id: fingerprint, place };
}

function duplicates(objects: readonly { readonly id: string; readonly place: Place }[]): Problem[] {
  return repeated(objects.toSorted(inOrder), ({ id }) => id).map(([first, again]) => ({
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

/** An account belongs to one machine, to one person or to nobody; one for emergencies belongs to its custodians. */
function claimedTwice({ identities, links, breakglass }: AccessState): Problem[] {
  const machines: Claim[] = identities.flatMap(({ id, accounts }) => accounts.map((account) => ({ account, by: id })));
  const people = links.map(({ account, person }): Claim => ({ account, by: person?.text ?? "nobody" }));
  const emergencies = breakglass.map(({ account }): Claim => ({ account, by: "its custodians, for emergencies" }));
  const isEmergency = new Set(emergencies);
  const pairs = [
    ...repeated([...machines, ...people], accountKey),
    ...repeated([...machines, ...emergencies], accountKey).filter(([, again]) => isEmergency.has(again)),
  ];
  return pairs.map(([first, again]) => ({
    code: "access/contradiction",
    message: `${again.account.text} is given to ${again.by}, and to ${first.by} in ${placeText(first.account.place)}`,
    place: again.account.place,
    next: "Keep the statement that is true.",
  }));
}

function accountKey({ account }: Claim): string {
  return account.kind === "account" ? account.id : account.text;
}

function inOrder({ place: a }: { readonly place: Place }, { place: b }: { readonly place: Place }): number {
  const files = (a.file ?? "") < (b.file ?? "") ? -1 : (a.file ?? "") > (b.file ?? "") ? 1 : 0;
  return files || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
