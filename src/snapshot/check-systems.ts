import { byCodeUnit } from "../canonical.ts";
import { type Problem, throwProblems } from "../errors.ts";
import type { CollectedSource } from "../model/collected.ts";
import { isSystemName } from "../model/system-name.ts";

/**
 * The sources in the order in which they are written. @throws EntitlintError where two of them share a folder, or a name
 * can be none
 */
export function checkSystems(sources: readonly CollectedSource[]): CollectedSource[] {
  const seen = new Set<string>();
  const problems = sources.flatMap(({ system }): Problem[] => {
    const message = seen.has(system)
      ? `two sources share the folder ${JSON.stringify(system)}`
      : `${JSON.stringify(system)} cannot be a folder's name on every machine`;
    const good = isSystemName(system) && !seen.has(system);
    seen.add(system);
    if (good) return [];
    return [
      { code: "snapshot/bad-system", message, place: { source: system }, next: "Give the source another system." },
    ];
  });
  throwProblems(problems);
  return sources.toSorted((a, b) => byCodeUnit(a.system, b.system));
}
