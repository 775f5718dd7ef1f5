import type { CompileOptions } from "../compile/index.ts";
import { throwProblems } from "../errors.ts";
import type { Rule } from "../model/rule.ts";
import type { PackSources } from "./compile-pack.ts";
import { duplicatePackages } from "./duplicate-packages.ts";
import { idleModules } from "./idle-modules.ts";
import { inspectFolders } from "./inspect-folders.ts";
import { moduleGrounds } from "./package-place.ts";
import { readRules } from "./read-rules.ts";

/** The rules of all folders by their METADATA alone, without compiling them. Throws EntitlintError for what is wrong there. */
export async function loadRules({ folders }: PackSources, options: CompileOptions): Promise<readonly Rule[]> {
  throwProblems(duplicatePackages(folders));
  const inspection = await inspectFolders(folders, options);
  const { rules, problems } = readRules(inspection, moduleGrounds(folders));
  throwProblems([...problems, ...idleModules(folders, inspection)]);
  return rules;
}
