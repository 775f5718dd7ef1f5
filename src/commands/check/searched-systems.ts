import type { AccessState } from "../../model/access.ts";
import type { DeclaredWaiver } from "../../model/declared/waiver.ts";
import type { SystemInput } from "../../model/estate-input.ts";
import type { OpenEstate } from "../estate/open-estate.ts";

/** A system in which there could be something to waive. */
export interface SearchedSystem {
  readonly name: string;
  /** Whether all that is read of it was read to its end. */
  readonly isRead: boolean;
}

/** Where what a waiver is about could be found; every system where its object does not tell. */
export function searchedSystems(
  waiver: DeclaredWaiver,
  { estate }: OpenEstate,
  decisions: AccessState,
): SearchedSystem[] {
  const known = new Map(estate.systems.map((system) => [system.system, system]));
  const names = namedSystems(waiver, decisions) ?? [...known.keys()];
  return [...new Set(names)].map((name) => ({ name, isRead: isRead(known.get(name)) }));
}

function isRead(system: SystemInput | undefined): boolean {
  const read = Object.values(system?.kinds ?? {}).filter(({ completeness }) => completeness !== "not-collected");
  return read.length > 0 && read.every(({ completeness }) => completeness === "full" || completeness === "asserted");
}

function namedSystems({ object }: DeclaredWaiver, { identities }: AccessState): string[] | undefined {
  if (object.kind === "pattern") {
    const literal = /^[a-z]+:([^/*?[\](){}!+@\\]+)\//.exec(object.pattern)?.[1];
    return literal === undefined ? undefined : [literal];
  }
  const { reference } = object;
  switch (reference.kind) {
    case "account":
    case "record":
    case "group":
    case "source":
      return [reference.system];
    case "entitlement":
      return [reference.app];
    case "app":
      return [reference.id];
    case "nhi": {
      const machine = identities.find(({ id }) => id === reference.id);
      return machine?.accounts.flatMap((account) => (account.kind === "account" ? [account.system] : []));
    }
    default:
      return undefined;
  }
}
