import { lookUp, type ReferenceIndex } from "../../access/resolve-references.ts";
import { Owners } from "../../assemble/owners.ts";
import type { WaiverFacts } from "../../assemble/waiver-documents.ts";
import { placeOf } from "../../judge/judge-waivers.ts";
import type { MatchedWaiver, WaiverTarget } from "../../judge/match-waivers.ts";
import type { AccessState, PlacedReference } from "../../model/access.ts";
import type { DeclaredWaiver } from "../../model/declared/waiver.ts";
import type { Estate } from "../../model/estate.ts";
import type { WaiverParty } from "../../model/waiver-document.ts";
import { accessWorld } from "../access/access-world.ts";
import { wasRead } from "../access/was-read.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import { unreadSources } from "../estate/unread-sources.ts";
import { searchedSystems } from "./searched-systems.ts";

/** Finds out, of waivers, what they name and how that stands. */
export interface WaiverInquiry {
  /** Every waiver with the ids of the object that it names. */
  readonly targets: readonly WaiverTarget[];
  factsOf(matched: MatchedWaiver): WaiverFacts;
}

/** @param decisions where the waivers are from, which may be another revision than the rest */
export function inquireWaivers(open: OpenEstate, decisions: AccessState, blind: Estate["blind"]): WaiverInquiry {
  const { estate, correlation, obstacles } = open;
  const world = accessWorld(open, open.now, decisions);
  const named = decisions.waivers.flatMap(({ owner, approver }) => [owner.text, approver.text]);
  const owners = new Owners(estate, correlation, named);

  // Whoever is not known leaves no trace in what is held against people.
  const isBlindToPeople = unreadSources(open).some(({ role }) => role !== "application");

  function factsOf({ target: { waiver }, rule, matches, isDoubtful }: MatchedWaiver): WaiverFacts {
    const { owner, approver } = waiver;
    const severity = rule && (rule.level ?? rule.rule.severity);
    const whom = subjectsOf(approver);
    const isApprover = (subjects: readonly string[]) => subjects.length === 1 && subjects[0] === whom[0];
    const concerned = new Set(matches.filter(({ subject }) => isApprover([subject])).map(({ object }) => object));
    if (waiver.object.kind === "exact" && isApprover(subjectsOf(waiver.object.reference)))
      concerned.add(waiver.object.reference.text);
    const isWhole = obstacles.length === 0 && !isBlindToPeople && !isDoubtful && rule !== undefined && !rule.off;
    return {
      ...{ waiver, declared: placeOf(waiver.place), matches },
      rule: {
        ...{ id: waiver.rule.id, known: rule !== undefined },
        ...(rule && { scope: rule.rule.scope }),
        ...(severity && { severity }),
      },
      objectState: objectState(waiver, world, decisions),
      ...{ owner: partyOf(owner), approver: partyOf(approver) },
      approverBehind: [...concerned].toSorted(),
      approverOwnsAlone: whom.length === 1 && isApprover(subjectsOf(owner)),
      search: isWhole && isSearched(waiver, rule.rule.id) ? "whole" : "in-part",
    };
  }

  /** Where nothing was read a name is whoever it names, so that one name twice is one person. */
  function subjectsOf(reference: PlacedReference): readonly string[] {
    const found = world.subjectsOf(reference);
    return found.length === 0 && reference.kind === "person" ? [reference.text] : found;
  }

  function partyOf(reference: PlacedReference): WaiverParty {
    const isUnread =
      lookUp(reference, decisions, world) === undefined ||
      (reference.kind === "group" && !wasRead(estate.systems, "membership", reference.system));
    return { ...owners.named(reference.text), ...(isUnread && { unread: true as const }) };
  }

  function isSearched(waiver: DeclaredWaiver, rule: string): boolean {
    const systems = searchedSystems(waiver, open, decisions);
    return systems.length > 0 && systems.every(({ isRead, name }) => isRead && !blind[rule]?.[name]);
  }

  return {
    targets: decisions.waivers.map((waiver) => ({ waiver, ids: idsOf(waiver, { world, open, decisions }) })),
    factsOf,
  };
}

function objectState(
  { object }: DeclaredWaiver,
  index: ReferenceIndex,
  decisions: AccessState,
): WaiverFacts["objectState"] {
  if (object.kind === "pattern") return "pattern";
  const found = lookUp(object.reference, decisions, index);
  if (found === undefined) return "unread";
  return found.length === 0 ? "gone" : found.length > 1 ? "several" : "there";
}

/** The ids by which findings may name the object: those of a person's records too. A name that means several means none. */
function idsOf(
  { object }: DeclaredWaiver,
  {
    world,
    open,
    decisions,
  }: { readonly world: ReferenceIndex; readonly open: OpenEstate; readonly decisions: AccessState },
): ReadonlySet<string> {
  if (object.kind === "pattern") return new Set();
  const { reference } = object;
  const found = lookUp(reference, decisions, world) ?? [];
  const [only, second] = found;
  if (only === undefined || second !== undefined)
    return new Set(reference.kind === "account" || reference.kind === "record" ? [reference.id] : []);
  if (reference.kind !== "person") return new Set([only, ...(reference.kind === "source" ? [reference.text] : [])]);
  const { principals } = open.estate;
  const subject = open.correlation.subjects.all.find(({ id }) => id === only);
  return new Set([only, ...(subject?.identities ?? []).flatMap((number) => principals.identities[number]?.id ?? [])]);
}
