import type { Place } from "../../../errors.ts";
import type { DeclaredIdentity } from "../../../model/access.ts";
import type { DeclaredAt } from "../../../model/document.ts";
import type { Finding } from "../../../model/report.ts";
import { declarations, declaredPlaces } from "../../estate/declared-places.ts";
import type { OpenEstate } from "../../estate/open-estate.ts";
import { declaredWay } from "./declared-way.ts";
import { roleLines } from "./role-lines.ts";

/**
 * Finds all lines by which one side declares what a finding is about, nearest first: who is put into the group, which group
 * lies in which, what a role gives and to whom, the keys of a machine. Paths start at the config's folder.
 */
export function linesBehind(open: OpenEstate): (finding: Finding) => readonly DeclaredAt[] {
  const { principals, entitlements, grants, nesting } = open.estate;
  const declared = declarations(open);
  const placeOf = declaredPlaces(open);
  const subjects = new Map(open.correlation.subjects.all.map((subject) => [subject.id, subject]));
  const entitlementNumbers = new Map(entitlements.map(({ id }, number) => [id, number]));
  const membershipNumbers = new Map(nesting.memberships.map(({ id }, number) => [id, number]));

  return (finding) => {
    const { object, subject: id, account, grant } = finding;
    const subject = subjects.get(id);
    const way = subject && grant !== undefined ? declaredWay(grant, subject, open) : undefined;
    // What only a role gives is named below its subject.
    const target = object.startsWith(`${id}/`) ? object.slice(id.length + 1) : "";
    const entitlement = way ? grants.entitlement(way.grant) : (entitlementNumbers.get(target) ?? -1);
    const membership = membershipNumbers.get(object);
    const group = membership === undefined ? principals.numberOf(target) : nesting.groupOf(membership);
    return [
      ...(way?.lines ?? []),
      ...(subject ? roleLines(subject, { entitlement, group }, open).flatMap(asDeclared) : []),
      ...(subject?.machine ? machineLines(subject.machine).flatMap(asDeclared) : []),
      ...[object, grant, account, id].flatMap((one) => declared.get(one ?? "") ?? []),
      ...[placeOf(finding)].flatMap((place) => place ?? []),
    ];
  };
}

/** The keys of a machine's entry that say who and what it is. */
function machineLines({ owner, backup, proposed, accounts, onBehalfOf, place }: DeclaredIdentity): Place[] {
  const references = [owner, backup, proposed?.who, onBehalfOf, ...accounts];
  return [...references.flatMap((reference) => reference?.place ?? []), place];
}

function asDeclared({ file, line }: Place): DeclaredAt[] {
  return file === undefined || line === undefined ? [] : [{ file, line }];
}
