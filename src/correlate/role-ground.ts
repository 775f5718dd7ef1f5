import type { RoleGround } from "../access/expand-roles.ts";
import type { LoadedEstate } from "../load/index.ts";
import { lineText } from "../load/lines.ts";
import { wayTo } from "../load/nesting.ts";
import { parseRecord } from "../load/rows.ts";
import type { PlacedReference } from "../model/access.ts";
import type { Grant } from "../model/records/entitlement.ts";
import { selectSubjects } from "./attributes.ts";
import { Directory } from "./directory.ts";
import { findEntitlements } from "./find-entitlements.ts";
import type { Correlation } from "./index.ts";

/** The estate as what roles are expanded in. */
export function roleGround(estate: LoadedEstate, correlation: Correlation, now: string): RoleGround {
  const { principals, nesting, grants, entitlements, access } = estate;
  const { subjects } = correlation;
  const members = access.roles.flatMap((role) => role.members.map(({ who }) => who));
  const directory = new Directory(
    principals,
    members.flatMap((who) => (who.kind === "person" ? [who.name] : [])),
  );
  const groupNumber = (reference: PlacedReference) =>
    reference.kind === "group" ? only(directory.groups(reference.system, reference.name)) : undefined;
  return {
    subject(reference) {
      if (reference.kind === "nhi") return access.identities.find(({ id }) => id === reference.id)?.id;
      if (reference.kind !== "person") return undefined;
      const found = directory.people(reference.name);
      return only(found.map((number) => subjects.ofPrincipal(principals.firstIdentity + number)?.id));
    },
    select(selector) {
      const found = selectSubjects(selector, estate, correlation, now);
      return { subjects: found.subjects.map(({ id }) => id), unread: found.unread };
    },
    entitlement: (reference) =>
      reference.kind === "entitlement" ? only(findEntitlements(reference, estate).map(({ id }) => id)) : undefined,
    group: (reference) => principals.groupAt(groupNumber(reference) ?? -1)?.id,
    grantsOf(group) {
      const ways = new Map<string, string[]>();
      for (const reached of nesting.closure(principals.numberOf(group))) {
        grants.byPrincipal.each(reached.group, (grant) => {
          const id = entitlements[grants.entitlement(grant)]?.id;
          // Nearer groups come first, so the way that is known already is no longer.
          if (id !== undefined && !ways.has(id) && isAllowed(grants.line(grant))) ways.set(id, wayTo(reached));
        });
      }
      return [...ways].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([entitlement, via]) => ({ entitlement, via }));
    },
  };
}

function isAllowed(line: Uint8Array): boolean {
  return parseRecord<Grant>(lineText(line, 0, line.length))?.effect !== "deny";
}

/** The one value that all agree on; undefined where there is none, or several. */
function only<T>(values: readonly (T | undefined)[]): T | undefined {
  const [found, second] = new Set(values);
  return second === undefined ? found : undefined;
}
