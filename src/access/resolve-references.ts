import { type Problem, placeText } from "../errors.ts";
import type { AccessState, PlacedReference, Reference } from "../model/access.ts";
import type { RecordId } from "../model/record-id.ts";

/**
 * What references are looked up in. Each method answers `undefined` where it cannot know, because that system or kind was
 * not read; an empty list means that it was read and holds no such thing.
 */
export interface ReferenceIndex {
  /** Ids of the people that an e-mail address or id names. */
  findPerson(text: string): readonly string[] | undefined;
  /** Ids of the groups of a system with that name or id. */
  findGroup(system: string, text: string): readonly string[] | undefined;
  /** Ids of the entitlements of an application with that kind, and that name or id. */
  findEntitlement(app: string, kind: string, text: string): readonly string[] | undefined;
  hasAccount(id: RecordId): boolean | undefined;
  isPrivilegedAccount(id: RecordId): boolean | undefined;
  /** Names or ids like the one that was not found, nearest first; for the error's words alone. */
  nearest?(reference: Reference): readonly string[];
}

/** What references resolve to. */
export interface ResolvedReferences {
  /** Resolved id by the reference's text; what could not be resolved is not in it. */
  readonly ids: ReadonlyMap<string, string>;
  /** Names that resolve to none or to several: nothing can be judged until they are mended. */
  readonly problems: readonly Problem[];
  /** What could not be looked up, and accounts that are no longer there: worth knowing, not wrong. */
  readonly notices: readonly Problem[];
}

/** Resolves every reference of the declared state. A name must resolve to exactly one thing. */
export function resolveReferences(state: AccessState, index: ReferenceIndex): ResolvedReferences {
  const ids = new Map<string, string>();
  const problems: Problem[] = [];
  const notices: Problem[] = [];
  for (const reference of allReferences(state)) {
    const found = lookUp(reference, state, index);
    const [only] = found ?? [];
    if (found === undefined) notices.push(unread(reference));
    else if (found.length === 1 && only !== undefined) ids.set(reference.text, only);
    else if (found.length > 1) problems.push(ambiguous(reference, found));
    else if (reference.kind === "account") notices.push(gone(reference));
    else problems.push(unresolved(reference, index.nearest?.(reference) ?? []));
  }
  problems.push(...linksWithoutEnd(state, index));
  return { ids, problems, notices };
}

/** Every reference that declared objects hold, in the order of the objects. */
export function allReferences({ apps, identities, links }: AccessState): PlacedReference[] {
  return [
    ...apps.map(({ owner }) => owner),
    ...identities.flatMap(({ accounts, owner, proposed, backup, onBehalfOf, tools }) => [
      ...accounts,
      ...present([owner, proposed?.who, backup, onBehalfOf]),
      ...tools,
    ]),
    ...links.flatMap(({ account, person, by }) => [account, ...present([person, by])]),
  ];
}

function lookUp(reference: Reference, state: AccessState, index: ReferenceIndex): readonly string[] | undefined {
  switch (reference.kind) {
    case "person":
      return index.findPerson(reference.name);
    case "group":
      return index.findGroup(reference.system, reference.name);
    case "entitlement":
      return index.findEntitlement(reference.app, reference.entitlementKind, reference.name);
    case "account": {
      const known = index.hasAccount(reference.id);
      return known === undefined ? undefined : known ? [reference.id] : [];
    }
    case "nhi":
      return state.identities.filter(({ id }) => id === reference.id).map(({ id }) => id);
    case "app":
      return state.apps.filter(({ id }) => id === reference.id).map(({ id }) => id);
    case "tag":
      return [reference.tag];
  }
}

function linksWithoutEnd({ links }: AccessState, index: ReferenceIndex): Problem[] {
  return links
    .filter(({ account, person, until }) => {
      const open = person !== undefined && until === undefined && account.kind === "account";
      return open && index.isPrivilegedAccount(account.id) === true;
    })
    .map(({ account, place }) => ({
      code: "access/link-without-end",
      message: `${account.text} is privileged, and its link does not say until when it holds`,
      place,
      next: "Add `until`.",
    }));
}

function unresolved({ text, place }: PlacedReference, near: readonly string[]): Problem {
  const next = near.length > 0 ? `Did you mean ${near.slice(0, 5).join(" or ")}?` : "Check its spelling.";
  return { code: "access/unresolved-reference", message: `${text} resolves to nothing`, place, next };
}

function ambiguous({ text, place }: PlacedReference, candidates: readonly string[]): Problem {
  const shown = candidates.toSorted().slice(0, 10).join(", ");
  const more = candidates.length > 10 ? ` and ${candidates.length - 10} more` : "";
  return {
    code: "access/ambiguous-reference",
    message: `${text} resolves to ${candidates.length}: ${shown}${more}`,
    place,
    next: "Write the id of the one that is meant.",
  };
}

function unread({ text, place }: PlacedReference): Problem {
  return {
    code: "access/unresolved-reference",
    message: `${text} cannot be looked up: what it names was not read`,
    place,
    next: `Collect the source that ${placeText(place)} speaks of.`,
  };
}

function gone({ text, place }: PlacedReference): Problem {
  return {
    code: "access/unresolved-reference",
    message: `${text} is not in the snapshot`,
    place,
    next: "Remove it, if the account is gone for good.",
  };
}

function present(references: readonly (PlacedReference | undefined)[]): PlacedReference[] {
  return references.filter((reference) => reference !== undefined);
}
