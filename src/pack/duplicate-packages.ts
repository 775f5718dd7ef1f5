import type { PolicyInspection } from "../compile/index.ts";
import type { Problem } from "../errors.ts";
import type { PolicyFolder } from "./policy-folder.ts";

/**
 * Packages that two folders have in common. OPA would merge them without a word: a rule would gain another's findings. Two rules
 * of one name in different scopes would share an id, so they count too.
 */
export function duplicatePackages(inspection: PolicyInspection, folders: readonly PolicyFolder[]): Problem[] {
  const packages = new Map(inspection.modules.map((module) => [module.path, module.package]));
  const owners = new Map<string, { origin: string; package: string }>();
  const problems: Problem[] = [];
  for (const folder of folders) {
    for (const { path } of folder.modules) {
      const name = packages.get(path) ?? "";
      const key = keyOf(name);
      const owner = owners.get(key);
      if (!owner) owners.set(key, { origin: folder.origin, package: name });
      else if (owner.origin !== folder.origin || owner.package !== name) problems.push(duplicate(path, name, owner));
    }
  }
  return problems;
}

function keyOf(name: string): string {
  return /^entitlint\.rules\.[^.]+\.([^.]+)$/.exec(name)?.[1] ?? name;
}

function duplicate(file: string, name: string, owner: { origin: string; package: string }): Problem {
  const other = owner.package === name ? "" : ` (as ${owner.package})`;
  const message = `${name} exists already in ${owner.origin === "shipped" ? "the shipped policies" : owner.origin}${other}`;
  return {
    code: "pack/duplicate-package",
    message,
    place: { file, line: 1 },
    next: "Give your rule a name of its own.",
  };
}
