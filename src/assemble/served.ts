import type { LoadedEstate } from "../load/index.ts";
import { RecordId } from "../model/record-id.ts";
import type { ServedEntry } from "../model/served-entry.ts";
import type { Owners } from "./owners.ts";

/** What a machine's record says that it is part of or there for, as far as that is something that can be looked at. */
export function servedBy(number: number, { principals }: LoadedEstate, owners: Owners): ServedEntry[] | undefined {
  const { parent, purpose } = principals.identities[number]?.keys.serves ?? {};
  const served = [
    ...(parent && canBeLookedAt(parent) ? [{ ...owners.named(parent), as: "parent" as const }] : []),
    ...(purpose && canBeLookedAt(purpose) ? [{ ...owners.named(purpose), as: "purpose" as const }] : []),
  ];
  return served.length > 0 ? served : undefined;
}

/** A ticket or an address of the web is none of ours to judge. */
function canBeLookedAt(reference: string): boolean {
  return reference.startsWith("nhi:") || RecordId.safeParse(reference).success;
}
