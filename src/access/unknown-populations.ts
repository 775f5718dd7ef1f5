import { didYouMean } from "../did-you-mean.ts";
import type { Problem } from "../errors.ts";
import type { AccessState } from "../model/access.ts";

/** Systems that an application takes its people from although nothing reads them: all its accounts would look orphaned. */
export function unknownPopulations({ apps }: AccessState, systems: ReadonlySet<string>): Problem[] {
  const known = [...systems].toSorted();
  return apps.flatMap(({ id, people }) =>
    people
      .filter(({ system }) => !systems.has(system))
      .map(
        ({ system, place }): Problem => ({
          code: "access/unresolved-reference",
          message: `people of ${id}: no source reads a system ${JSON.stringify(system)}`,
          place,
          next: known.length > 0 ? `${didYouMean(system, known)}Known: ${known.join(", ")}.` : "Add its source.",
        }),
      ),
  );
}
