import { didYouMean } from "../did-you-mean.ts";
import type { Place, Problem } from "../errors.ts";
import type { AccessState, PlacedReference } from "../model/access.ts";

/** Systems that an application takes its people from although nothing reads them: all its accounts would look orphaned. */
export function unknownPopulations({ apps }: AccessState, systems: ReadonlySet<string>): Problem[] {
  return apps.flatMap(({ id, people }) =>
    people.flatMap(({ system, place }) => named(system, place, systems, `people of ${id}: `)),
  );
}

/** Systems of authorities and trusts that nothing reads and nothing declares. */
export function unknownSystems({ apps, authority, trusts }: AccessState, read: ReadonlySet<string>): Problem[] {
  const systems = new Set([...read, ...apps.map(({ id }) => id)]);
  return [
    ...authority.flatMap(({ from, app }) => [
      ...from.flatMap(({ system, place }) => (system === "app" ? [] : named(system, place, systems))),
      ...(app && app.id !== "*" ? named(app.id, app.place, systems) : []),
    ]),
    ...trusts.flatMap(({ from, to }) => [from, to].flatMap(({ system, place }) => named(system, place, systems))),
  ];
}

/** The problem of a reference into a system that nothing reads and nothing declares; undefined where it is a known one. */
export function unknownSystem(reference: PlacedReference, systems: ReadonlySet<string>): Problem | undefined {
  const system = systemOf(reference);
  if (system === undefined) return undefined;
  const [problem] = named(system, reference.place, systems, `${reference.text}: `);
  return problem;
}

function systemOf(reference: PlacedReference): string | undefined {
  switch (reference.kind) {
    case "group":
    case "account":
    case "record":
    case "source":
      return reference.system;
    case "entitlement":
      return reference.app;
    default:
      return undefined;
  }
}

function named(system: string, place: Place, systems: ReadonlySet<string>, before = ""): Problem[] {
  if (systems.has(system)) return [];
  const known = [...systems].toSorted();
  return [
    {
      code: "access/unknown-system",
      message: `${before}no source reads a system ${JSON.stringify(system)}`,
      place,
      next: known.length > 0 ? `${didYouMean(system, known)}Known: ${known.join(", ")}.` : "Add its source.",
    },
  ];
}
