import type { Problem } from "../../errors.ts";
import type { AccessState, PlacedReference } from "../../model/access.ts";
import type { DeclaredConflict } from "../../model/declared/duties.ts";
import type { AccessCheck, AccessWorld } from "./ground.ts";

/** Conflicts whose sides overlap: whoever holds what both have is in conflict with themselves. */
export const checkDuties: AccessCheck = ({ state, world }) =>
  state.sod.flatMap((conflict) => {
    const written = writtenTwice(conflict);
    if (written.length > 0) return written;
    const facts = taggedTwice(conflict, state);
    return facts.length > 0 || !world ? facts : heldTwice(conflict, world);
  });

function writtenTwice({ id, a, b }: DeclaredConflict): Problem[] {
  const texts = new Set(a.map(({ text }) => text));
  return b
    .filter(({ text }) => texts.has(text))
    .map(({ text, place }) => overlap(`${text} stands on both sides of ${id}`, place));
}

/** One line of `access/apps` that gives entitlements tags of both sides. */
function taggedTwice({ id, a, b }: DeclaredConflict, { apps }: AccessState): Problem[] {
  const sideA = tagsOf(a);
  const sideB = tagsOf(b);
  return apps.flatMap((app) =>
    app.entitlements
      .filter(({ sodTags }) => sodTags.some((tag) => sideA.has(tag)) && sodTags.some((tag) => sideB.has(tag)))
      .map(({ match, place }) => overlap(`${app.id} tags ${match} with both sides of ${id}`, place)),
  );
}

function tagsOf(side: readonly PlacedReference[]): Set<string> {
  return new Set(side.flatMap((reference) => (reference.kind === "tag" ? [reference.tag] : [])));
}

function heldTwice({ id, a, b, place }: DeclaredConflict, world: AccessWorld): Problem[] {
  const sideA = new Set(idsOf(a, world));
  const both = [...new Set(idsOf(b, world))].filter((held) => sideA.has(held));
  if (both.length === 0) return [];
  const more = both.length > 3 ? ` and ${both.length - 3} more` : "";
  return [overlap(`both sides of ${id} hold ${both.toSorted().slice(0, 3).join(", ")}${more}`, place)];
}

/** The entitlements and groups that a side means. */
function idsOf(side: readonly PlacedReference[], world: AccessWorld): string[] {
  return side.flatMap((reference): readonly string[] => {
    if (reference.kind === "tag") return world.tagged(reference.tag) ?? [];
    if (reference.kind === "entitlement") return world.findEntitlement(reference) ?? [];
    return reference.kind === "group" ? (world.findGroup(reference.system, reference.name) ?? []) : [];
  });
}

function overlap(message: string, place: Problem["place"]): Problem {
  return {
    code: "access/overlapping-duties",
    message,
    ...(place && { place }),
    next: "Let each side name other duties.",
  };
}
