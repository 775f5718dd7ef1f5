import type { PolicyModule } from "../../compile/index.ts";
import type { PackSources, PolicyFolder } from "../../pack/index.ts";
import { ruleIn } from "../../pack/rule-package.ts";

/**
 * Sources with all modules of own folders, and of another one only what own rules build on, because checking the types of
 * rules that nobody asks for takes longest of all; rules that own ones name themselves are among them.
 */
export function sourcesAround(sources: PackSources, own: readonly PolicyFolder[]): PackSources {
  const ownText = own.flatMap((folder) => [...folder.modules, ...folder.tests].map(({ text }) => text)).join("\n");
  const folders = sources.folders.map((folder) => {
    if (own.includes(folder)) return folder;
    const modules = folder.modules.filter(({ text }) => {
      const rule = ruleIn(text);
      return rule === undefined || ownText.includes(`data.${rule.package}`);
    });
    return { ...folder, modules };
  });
  return { ...sources, folders };
}

/** All tests of own folders. Of another one only what own tests may import, its libraries, so that its rules' are not run. */
export function testsAround({ folders }: PackSources, own: readonly PolicyFolder[]): PolicyModule[] {
  return folders.flatMap((folder) => {
    if (own.includes(folder)) return [...folder.tests, ...folder.checks];
    return folder.tests.filter(({ path }) => /(^|\/)lib\//.test(path));
  });
}
