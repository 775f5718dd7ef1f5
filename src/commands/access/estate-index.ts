import { distance } from "fastest-levenshtein";
import { allReferences, type ReferenceIndex } from "../../access/resolve-references.ts";
import { Directory } from "../../correlate/directory.ts";
import type { Correlation } from "../../correlate/index.ts";
import { mostDifferent } from "../../did-you-mean.ts";
import type { LoadedEstate } from "../../load/index.ts";
import { foldName } from "../../load/match-keys.ts";
import type { AccessState, Reference } from "../../model/access.ts";
import type { SystemInput } from "../../model/estate-input.ts";
import type { RecordKind } from "../../model/record-id.ts";

/** The names of people that access files use. */
function personNames(access: AccessState): string[] {
  return allReferences(access).flatMap((reference) => (reference.kind === "person" ? [reference.name] : []));
}

/**
 * Looks references up in the estate exactly as judging does. Several records of one person are one person. A system whose
 * kind was not read to its end cannot prove that a name is nobody's, so there it answers that it does not know.
 */
export function estateIndex(estate: LoadedEstate, { subjects, privileged }: Correlation): ReferenceIndex {
  const { principals } = estate;
  const directory = new Directory(principals, personNames(estate.access));
  const none = (kind: RecordKind, system?: string) => (wasRead(estate.systems, kind, system) ? [] : undefined);
  return {
    findPerson(text) {
      const found = directory.people(text).map((number) => {
        const subject = subjects.ofPrincipal(principals.firstIdentity + number);
        return subject?.id ?? principals.identities[number]?.id ?? "";
      });
      return found.length > 0 ? [...new Set(found)] : none("identity");
    },
    findGroup(system, text) {
      const found = directory.groups(system, text).map((number) => principals.groupAt(number)?.id ?? "");
      return found.length > 0 ? found : none("group", system);
    },
    findEntitlement(app, kind, text) {
      const found = entitlementsOf(estate, app, kind).filter(
        ({ id, keys }) => text === keys.name || text === nativeId(id),
      );
      return found.length > 0 ? found.map(({ id }) => id) : none("entitlement", app);
    },
    hasAccount(id) {
      if (principals.numberOf(id) >= 0) return true;
      const system = id.slice("account:".length, id.indexOf("/"));
      return none("account", system) === undefined ? undefined : false;
    },
    isPrivilegedAccount(id) {
      const number = principals.numberOf(id);
      return number < 0 ? undefined : privileged(number);
    },
    nearest: (reference) => nearest(reference, estate),
  };
}

/** Whether a kind was read to its end: in one system, or in every one that was read for it at all. */
function wasRead(systems: readonly SystemInput[], kind: RecordKind, name?: string): boolean {
  const read = systems
    .filter(({ system }) => name === undefined || system === name)
    .flatMap(({ kinds }) => kinds[kind] ?? []);
  return read.length > 0 && read.every(({ completeness }) => completeness === "full" || completeness === "asserted");
}

function entitlementsOf({ entitlements }: LoadedEstate, app: string, kind: string) {
  return entitlements.filter(({ system, keys }) => system === app && keys.kind === kind);
}

function nativeId(id: string): string {
  return id.split("/").slice(2).join("/");
}

function nearest(reference: Reference, estate: LoadedEstate): string[] {
  const { written, names } = candidates(reference, estate);
  const wanted = foldName(written);
  // Everybody's address ends alike, so only what stands before the @ says how like two are.
  const most = mostDifferent(wanted.replace(/@.*$/, ""));
  return [...new Set(names)]
    .map((name) => ({ name, far: distance(wanted, foldName(name)) }))
    .filter(({ far }) => far <= most)
    .toSorted((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}

function candidates(reference: Reference, estate: LoadedEstate): { written: string; names: string[] } {
  const { principals } = estate;
  switch (reference.kind) {
    case "person": {
      const names = principals.identities.flatMap(({ keys }) => [
        ...(keys.userName === undefined ? [] : [keys.userName]),
        ...(keys.emails ?? []).map(({ value }) => value),
      ]);
      return { written: reference.name, names };
    }
    case "group": {
      const names = principals.groups.filter(({ system }) => system === reference.system).map(({ keys }) => keys.name);
      return { written: reference.name, names };
    }
    case "entitlement": {
      const names = entitlementsOf(estate, reference.app, reference.entitlementKind).map(({ keys }) => keys.name);
      return { written: reference.name, names };
    }
    default:
      return { written: "", names: [] };
  }
}
