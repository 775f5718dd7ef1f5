import type { LoadedEstate } from "../load/index.ts";
import type { Subject } from "./subjects.ts";

/** The systems that a subject is counted in: its home first, and wherever else it has a record. */
export function systemsOfSubject(
  { home, identities, accounts, credentials }: Subject,
  { principals, credentials: keys }: Pick<LoadedEstate, "principals" | "credentials">,
): ReadonlySet<string> {
  const found = new Set([home]);
  const note = (row: { readonly system: string } | undefined) => void (row && found.add(row.system));
  for (const number of identities) note(principals.identities[number]);
  for (const number of accounts) note(principals.accounts[number]);
  for (const number of credentials) note(keys[number]);
  return found;
}
