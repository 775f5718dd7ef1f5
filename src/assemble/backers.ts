import type { Subject } from "../correlate/subjects.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { Backer } from "../model/owner.ts";
import type { Owners } from "./owners.ts";

/** Without whom an agent is not to act: what it is part of, who sponsors it, and for whom it acts. */
export function backersOf(subject: Subject, { principals, credentials }: LoadedEstate, owners: Owners): Backer[] {
  if (subject.kind !== "agent") return [];
  const found = new Map<string, Backer>();
  const add = (relation: Backer["relation"], ref: string | undefined, system?: string) => {
    if (ref !== undefined) found.set(`${relation} ${ref}`, { ...owners.named(ref, system), relation });
  };
  for (const number of subject.identities) {
    const row = principals.identities[number];
    add("parent", row?.keys.agent?.parent, row?.system);
    for (const sponsor of row?.keys.agent?.sponsors ?? []) add("sponsor", sponsor, row?.system);
  }
  add("principal", subject.machine?.onBehalfOf?.text);
  for (const number of subject.credentials) add("principal", credentials[number]?.keys.onBehalfOf);
  return [...found.values()];
}
