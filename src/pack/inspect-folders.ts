import { type CompileOptions, inspectPolicies, type PolicyInspection } from "../compile/index.ts";
import { knownInspection } from "./known-inspection.ts";
import { packFolder } from "./pack-folder.ts";
import type { PolicyFolder } from "./policy-folder.ts";

/** What the modules of all folders hold. The shipped one, which is the first, was asked about when the package was built. */
export async function inspectFolders(
  folders: readonly PolicyFolder[],
  options: CompileOptions,
): Promise<PolicyInspection> {
  const [shipped = [], own] = [folders.slice(0, 1), folders.slice(1)].map((some) =>
    some.flatMap(({ modules }) => modules),
  );
  const asked = async () => (await knownInspection(packFolder(), shipped)) ?? (await inspectPolicies(shipped, options));
  const inspections = await Promise.all([asked(), ...(own?.length ? [inspectPolicies(own, options)] : [])]);
  return {
    modules: inspections.flatMap(({ modules }) => modules),
    annotations: inspections.flatMap(({ annotations }) => annotations),
  };
}
