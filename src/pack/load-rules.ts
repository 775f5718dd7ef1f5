import type { CompileOptions } from "../compile/index.ts";
import { throwProblems } from "../errors.ts";
import type { Rule } from "../model/rule.ts";
import type { PackSources } from "./compile-pack.ts";
import { duplicatePackages } from "./duplicate-packages.ts";
import { inspectFolders } from "./inspect-folders.ts";
import { readRules } from "./read-rules.ts";

/** The rules of all folders by their METADATA alone, without compiling them. Throws EntitlintError for what is wrong there. */
export async function loadRules({ folders }: PackSources, options: CompileOptions): Promise<readonly Rule[]> {
  throwProblems(duplicatePackages(folders));
  const origins = new Map(folders.flatMap((folder) => folder.modules.map(({ path }) => [path, folder.origin])));
  const inspection = await inspectFolders(folders, options);
  const { rules, problems } = readRules(inspection, (file) => origins.get(file) ?? "");
  throwProblems(problems);
  return rules;
}
