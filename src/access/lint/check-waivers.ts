import type { Problem } from "../../errors.ts";
import { controlledSeverities, type DeclaredWaiver, longestWaiver } from "../../model/declared/waiver.ts";
import type { PlacedReference } from "../../model/reference.ts";
import type { Severity } from "../../model/severity.ts";
import type { AccessCheck, AccessWorld } from "./ground.ts";

const dayMilliseconds = 86_400_000;

/** Waivers that waive nothing, because they are too long, too wide, or approved by the wrong person. */
export const checkWaivers: AccessCheck = ({ state, rules, world }) =>
  state.waivers.flatMap((waiver) => [
    ...bySeverity(waiver, rules?.get(waiver.rule.id)),
    ...approval(waiver, world),
    ...pattern(waiver, world),
  ]);

/** The severity is the rule's: where a finding of it is graver, judging holds the waiver to that. */
function bySeverity({ id, created, until, control, rule, place }: DeclaredWaiver, severity?: Severity): Problem[] {
  if (severity === undefined) return [];
  const problems: Problem[] = [];
  const days = (Date.parse(until) - Date.parse(created)) / dayMilliseconds;
  const most = longestWaiver[severity];
  if (days > most) {
    const last = new Date(Date.parse(created) + most * dayMilliseconds).toISOString().slice(0, 10);
    const message = `${id} lasts ${days} days, and ${rule.id} is ${severity}: at most ${most}`;
    problems.push({ code: "access/waiver-too-long", message, place, next: `Let it end by ${last}.` });
  }
  if (control === undefined && controlledSeverities.has(severity)) {
    const message = `${id} does not say what is done instead, and ${rule.id} is ${severity}`;
    problems.push({ code: "access/waiver-without-control", message, place, next: "Add `control`." });
  }
  return problems;
}

function approval({ id, object, owner, approver }: DeclaredWaiver, world: AccessWorld | undefined): Problem[] {
  const whom = new Set(subjects(approver, world));
  const isOnly = (reference: PlacedReference) => {
    const all = subjects(reference, world);
    return all.length === 1 && all.every((subject) => whom.has(subject));
  };
  if (object.kind === "exact" && isOnly(object.reference))
    return [badApprover(`${approver.text} approves ${id}, which is about themselves`, approver)];
  if (isOnly(owner)) return [badApprover(`${approver.text} approves ${id}, and alone owns it`, approver)];
  return [];
}

/** Whom a reference means. Without an estate a name is whoever it names, so that one name twice is one person. */
function subjects(reference: PlacedReference, world: AccessWorld | undefined): readonly string[] {
  const found = world?.subjectsOf(reference) ?? [];
  return found.length === 0 && reference.kind === "person" ? [reference.text] : found;
}

function badApprover(message: string, { place }: PlacedReference): Problem {
  return { code: "access/waiver-approver", message, place, next: "Let somebody else approve it." };
}

/** An id that holds a wildcard and is nothing that was read was meant as a pattern. */
function pattern({ object }: DeclaredWaiver, world: AccessWorld | undefined): Problem[] {
  if (object.kind === "pattern" || !/[*?]/.test(object.reference.text)) return [];
  const { reference } = object;
  const isThere =
    reference.kind === "account" || reference.kind === "record"
      ? world?.hasRecord(reference.id)
      : (world?.subjectsOf(reference) ?? []).length > 0 || isEntitlement(reference, world);
  if (isThere) return [];
  return [
    {
      code: "access/waiver-pattern",
      message: `${reference.text} looks like a pattern, and is taken for the id of one object`,
      place: reference.place,
      next: `Write {pattern: ${JSON.stringify(reference.text)}, maxMatches: <number>} if a pattern is meant.`,
    },
  ];
}

function isEntitlement(reference: PlacedReference, world: AccessWorld | undefined): boolean {
  return reference.kind === "entitlement" && (world?.findEntitlement(reference) ?? []).length > 0;
}
