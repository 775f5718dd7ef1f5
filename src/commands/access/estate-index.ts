import { distance } from "fastest-levenshtein";
import { allReferences } from "../../access/all-references.ts";
import type { ReferenceIndex } from "../../access/resolve-references.ts";
import { Directory } from "../../correlate/directory.ts";
import { findEntitlements } from "../../correlate/find-entitlements.ts";
import { mostDifferent } from "../../did-you-mean.ts";
import type { LoadedEstate } from "../../load/index.ts";
import { foldName } from "../../load/match-keys.ts";
import type { AccessState, Reference } from "../../model/access.ts";
import { parseRecordId, type RecordKind, recordKinds } from "../../model/record-id.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import { findLine } from "./find-line.ts";
import { wasRead } from "./was-read.ts";

/** Kinds whose records are known by id without a search. */
const indexed: ReadonlySet<RecordKind> = new Set<RecordKind>(["account", "identity", "group", "credential"]);

/** The names of people that access files use. */
export function personNames(access: AccessState): string[] {
  return allReferences(access).flatMap(({ reference }) => (reference.kind === "person" ? [reference.name] : []));
}

/** Every system that the config reads or that was read. */
export function knownSystems({ loaded, estate }: Pick<OpenEstate, "loaded" | "estate">): Set<string> {
  return new Set([...loaded.config.sources, ...estate.systems].map(({ system }) => system));
}

/**
 * Looks references up in the estate exactly as judging does. Several records of one person are one person. A system whose
 * kind was not read to its end cannot prove that a name is nobody's, so there it answers that it does not know.
 */
export function estateIndex(
  open: Pick<OpenEstate, "loaded" | "estate" | "correlation">,
  access: AccessState = open.estate.access,
): ReferenceIndex {
  const { estate } = open;
  const { subjects, privileged } = open.correlation;
  const { principals } = estate;
  const directory = new Directory(principals, personNames(access));
  const none = (kind: RecordKind, system?: string) => (wasRead(estate.systems, kind, system) ? [] : undefined);
  return {
    systems: knownSystems(open),
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
    findEntitlement(reference) {
      const found = findEntitlements(reference, estate);
      return found.length > 0 ? found.map(({ id }) => id) : none("entitlement", reference.app);
    },
    tagged(tag) {
      const found = estate.entitlements.filter(({ keys }) => keys.sodTags.includes(tag));
      return found.length > 0 ? found.map(({ id }) => id) : none("entitlement");
    },
    hasRecord(id) {
      const parts = parseRecordId(id);
      const kind = recordKinds.find((known) => known === parts?.kind);
      const isIndexed = kind !== undefined && indexed.has(kind);
      if (isIndexed ? principals.numberOf(id) >= 0 : findLine(id, estate.systems) !== undefined) return true;
      return kind === undefined || none(kind, parts?.system) === undefined ? undefined : false;
    },
    isPrivilegedAccount(id) {
      const number = principals.numberOf(id);
      return number < 0 ? undefined : privileged(number);
    },
    nearest: (reference) => {
      const names = nearest(reference, estate);
      return reference.kind === "entitlement" ? names.map((name) => `entitlement:${reference.app}/${name}`) : names;
    },
  };
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
      // Of any kind, because the kind is as easily mistaken as the name.
      const names = estate.entitlements
        .filter(({ system }) => system === reference.app)
        .map(({ keys }) => `${keys.kind}/${keys.name}`);
      return { written: `${reference.entitlementKind}/${reference.name}`, names };
    }
    default:
      return { written: "", names: [] };
  }
}
