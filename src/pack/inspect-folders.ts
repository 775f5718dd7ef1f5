import { type CompileOptions, inspectPolicies, type PolicyInspection } from "../compile/index.ts";
import { knownInspection } from "./known-inspection.ts";
import { packFolder } from "./pack-folder.ts";
import type { PolicyFolder } from "./policy-folder.ts";

/** What the modules of all folders hold. The shipped one, which is the first, was asked about when the package was built. */
export async function inspectFolders(
  folders: readonly PolicyFolder[],
  options: CompileOptions,
): Promise<PolicyInspection> {
  const shipped = folders[0]?.modules ?? [];
  const own = folders.slice(1).flatMap(({ modules }) => modules);
  const asked = async () => (await knownInspection(packFolder(), shipped)) ?? (await inspectPolicies(shipped, options));
  const inspections = await Promise.all([asked(), ...(own.length > 0 ? [inspectPolicies(own, options)] : [])]);
  return {
    modules: inspections.flatMap(({ modules }) => modules),
    annotations: inspections.flatMap(({ annotations }) => annotations),
  };
}
