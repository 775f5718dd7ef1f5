import type { PolicyModule } from "../../compile/index.ts";
import { reachedPackages } from "../../pack/reached-packages.ts";
import { packageIn } from "../../pack/rule-package.ts";
import { groupBy } from "../../report/group-by.ts";

/** What OPA's regular expressions and ours read alike. */
const readAlike = /^(?!.*\(\?)(?:[\w.^$|()*+?-]|\\\.)*$/;

/**
 * Those of the modules that the tests asked for can reach, because checking the types of all others takes longest of all. Too many
 * are kept rather than too few: all, where the expression may mean something else to OPA; none, where no test has such a name.
 */
export function modulesAsked(modules: readonly PolicyModule[], run: string): readonly PolicyModule[] {
  const name = nameLike(run);
  if (!name) return modules;
  const placed = modules.map((module) => ({ module, package: packageIn(module.text) ?? "" }));
  const asked = placed.filter((one) =>
    testNames(one.module.text).some((test) => name.test(`data.${one.package}.${test}`)),
  );
  const byName = groupBy(placed, (one) => one.package);
  const packages = [...byName].map(([of, ones]) => ({ name: of, texts: ones.map(({ module }) => module.text) }));
  const roots = new Set(asked.map((one) => one.package));
  const texts = packages.filter((one) => roots.has(one.name)).flatMap((one) => one.texts);
  const reached = reachedPackages(texts, packages);
  return placed.filter((one) => roots.has(one.package) || reached.has(one.package)).map(({ module }) => module);
}

/** Without its ends, because a test's name may go on after what stands first: `test_x.case`. */
function nameLike(run: string): RegExp | undefined {
  if (!readAlike.test(run)) return undefined;
  try {
    return new RegExp(run.replaceAll("$", ""));
  } catch {
    return undefined;
  }
}

function testNames(text: string): readonly string[] {
  return text.match(/\b(?:todo_)?test_\w*/g) ?? [];
}
