import { nearest } from "../did-you-mean.ts";
import { type Problem, placeText } from "../errors.ts";
import type { AccessState, PlacedReference, Reference } from "../model/access.ts";
import type { RecordId } from "../model/record-id.ts";
import { allReferences } from "./all-references.ts";
import { unknownSystem } from "./unknown-systems.ts";

/**
 * What references are looked up in. Each method answers `undefined` where it cannot know, because that system or kind was
 * not read; an empty list means that it was read and holds no such thing.
 */
export interface ReferenceIndex {
  /** Every system that some source reads, or that the snapshot holds. */
  readonly systems: ReadonlySet<string>;
  /** Ids of the people that an e-mail address or id names. */
  findPerson(text: string): readonly string[] | undefined;
  /** Ids of the groups of a system with that name or id. */
  findGroup(system: string, text: string): readonly string[] | undefined;
  /** Ids of the entitlements that a reference means. */
  findEntitlement(reference: Extract<Reference, { readonly kind: "entitlement" }>): readonly string[] | undefined;
  /** Ids of the entitlements that carry a tag. */
  tagged(tag: string): readonly string[] | undefined;
  hasRecord(id: RecordId): boolean | undefined;
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
  /** What could not be looked up, and records that are no longer there: worth knowing, not wrong. */
  readonly notices: readonly Problem[];
}

/**
 * Resolves every reference of the declared state. A name must resolve to exactly one thing.
 * @param isWhole false where some access files could not be read: what only they can declare may be in them
 */
export function resolveReferences(state: AccessState, index: ReferenceIndex, isWhole = true): ResolvedReferences {
  const ids = new Map<string, string>();
  const problems: Problem[] = [];
  const notices: Problem[] = [];
  const systems = new Set([...index.systems, ...state.apps.map(({ id }) => id)]);
  for (const { reference, mayBeGone } of allReferences(state)) {
    const misnamed = unknownSystem(reference, systems);
    if (misnamed) {
      problems.push(misnamed);
      continue;
    }
    const looked = lookUp(reference, state, index);
    const found = !isWhole && looked?.length === 0 && declaredLike(reference, state) ? undefined : looked;
    const [only] = found ?? [];
    if (found === undefined) notices.push(unread(reference));
    else if (reference.kind === "tag" && found.length > 0) continue;
    else if (found.length === 1 && only !== undefined) ids.set(reference.text, only);
    else if (found.length > 1) problems.push(ambiguous(reference, found));
    else if (mayBeGone) notices.push(gone(reference));
    else problems.push(unresolved(reference, near(reference, state, index)));
  }
  problems.push(...linksWithoutEnd(state, index));
  return { ids, problems, notices };
}

/** What a reference means: nothing, one thing or several; undefined where what it names was not read. */
export function lookUp(reference: Reference, state: AccessState, index: ReferenceIndex): readonly string[] | undefined {
  switch (reference.kind) {
    case "person":
      return index.findPerson(reference.name);
    case "group":
      return index.findGroup(reference.system, reference.name);
    case "entitlement":
      return index.findEntitlement(reference);
    case "account":
    case "record": {
      const known = index.hasRecord(reference.id);
      return known === undefined ? undefined : known ? [reference.id] : [];
    }
    case "nhi":
      return state.identities.filter(({ id }) => id === reference.id).map(({ id }) => id);
    case "app":
      return state.apps.filter(({ id }) => id === reference.id).map(({ id }) => id);
    case "source":
      return [reference.text];
    case "tag":
      return declaredTags(state).has(reference.tag) ? [reference.tag] : index.tagged(reference.tag);
  }
}

function declaredTags({ apps }: AccessState): Set<string> {
  return new Set(apps.flatMap(({ entitlements }) => entitlements.flatMap(({ sodTags }) => sodTags)));
}

/** What comes near a name that leads nowhere: of what access files declare themselves, else of what the index holds. */
function near(reference: Reference, state: AccessState, index: ReferenceIndex): readonly string[] {
  const declared = declaredLike(reference, state);
  if (!declared) return index.nearest?.(reference) ?? [];
  const found = nearest(reference.text, declared);
  return found === undefined ? [] : [found];
}

/** The names of what is only declared, where the reference is to such a thing. */
function declaredLike({ kind }: Reference, state: AccessState): string[] | undefined {
  if (kind === "nhi") return state.identities.map(({ id }) => id);
  if (kind === "app") return state.apps.map(({ id }) => `app:${id}`);
  return kind === "tag" ? [...declaredTags(state)].map((tag) => `tag:${tag}`) : undefined;
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

function unresolved(reference: PlacedReference, near: readonly string[]): Problem {
  const { text, place } = reference;
  const next = near.length > 0 ? `Did you mean ${near.slice(0, 5).join(" or ")}?` : "Check its spelling.";
  if (reference.kind === "entitlement")
    return { code: "access/unknown-entitlement", message: `${reference.app} has no ${text}`, place, next };
  const message = reference.kind === "tag" ? `no entitlement carries ${text}` : `${text} resolves to nothing`;
  return { code: "access/unresolved-reference", message, place, next };
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
    code: "access/not-looked-up",
    message: `${text} cannot be looked up: what it names was not read`,
    place,
    next: `Collect the source that ${placeText(place)} speaks of.`,
  };
}

function gone({ text, kind, place }: PlacedReference): Problem {
  return {
    code: "access/object-gone",
    message: `${text} is not in the snapshot`,
    place,
    next: kind === "person" ? "Check its spelling, unless they have left." : "Remove it, if it is gone for good.",
  };
}
