import { type CompileOptions, inspectPolicies, type PolicyInspection } from "../compile/index.ts";
import type { PolicyFolder } from "./policy-folder.ts";

/** What the modules of all folders hold. The shipped one, which is the first, is asked about alone: it is known from before. */
export async function inspectFolders(
  folders: readonly PolicyFolder[],
  options: CompileOptions,
): Promise<PolicyInspection> {
  const parts = [folders.slice(0, 1), folders.slice(1)]
    .map((some) => some.flatMap(({ modules }) => modules))
    .filter(({ length }) => length > 0);
  const inspections = await Promise.all(parts.map((modules) => inspectPolicies(modules, options)));
  return {
    modules: inspections.flatMap(({ modules }) => modules),
    annotations: inspections.flatMap(({ annotations }) => annotations),
  };
}
