import type { PolicyInspection, PolicyModule } from "../compile/index.ts";
import type { Problem } from "../errors.ts";
import { nearPackage } from "./near-package.ts";
import { packagePlace } from "./package-place.ts";
import { type PolicyFolder, shippedOrigin } from "./policy-folder.ts";
import { reachedPackages } from "./reached-packages.ts";
import { isFreePackage, ruleIn, rulePackage } from "./rule-package.ts";

/** A module with its text and what the compiler says of it. */
type Module = PolicyInspection["modules"][number] & PolicyModule;

/**
 * Modules of own folders that compile and then do nothing: a rule whose package is misspelt, a rule in a file of tests, and what
 * no rule and no test uses. Left out without a word, a rule would look like one that finds nothing.
 */
export function idleModules(folders: readonly PolicyFolder[], inspection: PolicyInspection): Problem[] {
  const own = folders.filter(({ origin }) => origin !== shippedOrigin);
  const tests = own.flatMap((folder) => folder.tests);
  const modules = ownModules(own, inspection);
  const rules = modules.filter(({ package: name }) => rulePackage(name));
  const others = modules.filter(({ package: name }) => isFreePackage(name));
  const packages = others.map((module) => ({ name: module.package, texts: [module.text] }));

  const byRules = reachedPackages(textsOf(rules), packages);
  const slips = others.filter((module) => looksLikeRule(module) && !byRules.has(module.package));
  const byAny = reachedPackages(textsOf([...rules, ...slips, ...others.filter(isTest), ...tests]), packages);
  const unused = others.filter((module) => !slips.includes(module) && !isTest(module) && !byAny.has(module.package));
  return [...tests.flatMap(ruleAmongTests), ...slips.map(misnamed), ...unused.map(idle)];
}

function ownModules(folders: readonly PolicyFolder[], inspection: PolicyInspection): Module[] {
  const inspected = new Map(inspection.modules.map((module) => [module.path, module]));
  return folders
    .flatMap(({ modules }) => modules)
    .flatMap((module) => {
      const found = inspected.get(module.path);
      return found ? [{ ...found, ...module }] : [];
    });
}

function textsOf(modules: readonly PolicyModule[]): string[] {
  return modules.map(({ text }) => text);
}

function isTest(module: Module): boolean {
  const isTried = module.rules.length > 0 && module.rules.every(({ name }) => /^(todo_)?test_/.test(name));
  return module.package.endsWith("_test") || isTried;
}

/** What is named or written as rules are; a library that is shared has a place of its own. */
function looksLikeRule(module: Module): boolean {
  if (isTest(module)) return false;
  const isVerdict = module.rules.some(({ name }) => name === "deny" || name === "unknown");
  return isVerdict || /^entitlint(\.(?!lib\.)|$)/.test(module.package) || nearPackage(module.package) !== undefined;
}

function misnamed(module: Module): Problem {
  const { package: name, path, text } = module;
  const near = nearPackage(name);
  const verdict = module.rules.find((rule) => rule.name === "deny" || rule.name === "unknown")?.name;
  const likely = near ?? `entitlint.rules.<scope>.${name.split(".").at(-1)}`;
  return {
    code: "pack/package",
    message: `${name} is not the package of a rule${verdict ? `, so its \`${verdict}\` is never asked` : ", and no rule uses it"}`,
    place: packagePlace(path, text),
    next: near === undefined ? `Name it ${likely}.` : `Did you mean \`${near}\`?`,
  };
}

function idle({ package: name, path, text }: Module): Problem {
  return {
    code: "pack/unused",
    message: `nothing uses the package ${name}: no rule and no test names it`,
    place: packagePlace(path, text),
    next: "Import it where it is needed, name it entitlint.rules.<scope>.<rule> if it is to be a rule, or take it out.",
  };
}

function ruleAmongTests({ path, text }: PolicyModule): Problem[] {
  const rule = ruleIn(text);
  const verdict = /^(?:deny|unknown)\b/m.exec(text)?.[0];
  if (!rule || !verdict) return [];
  return [
    {
      code: "pack/package",
      message: `a file named …_test.rego is taken for tests, so the rule ${rule.id} in it is never asked`,
      place: packagePlace(path, text),
      next: `Name the file ${path
        .split("/")
        .at(-1)
        ?.replace(/_test\.rego$/, ".rego")}.`,
    },
  ];
}
