/** What a rule's package says: `entitlint.rules.subject.nhi_no_owner`. */
export interface RulePackage {
  readonly package: string;
  readonly scope: string;
  /** Kebab-case: `nhi-no-owner`. */
  readonly id: string;
}

const shape = /^entitlint\.rules\.([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)$/;

/** Reads the name of a package; undefined where it is none of a rule. A package of tests is none. */
export function rulePackage(name: string): RulePackage | undefined {
  const match = shape.exec(name);
  const [, scope, rule] = match ?? [];
  if (!scope || !rule || rule.endsWith("_test")) return undefined;
  return { package: name, scope, id: rule.replaceAll("_", "-") };
}

/** Whether a package may hold what rules share: it is no rule's, lies not where rules do, and is not the estate's data. */
export function isFreePackage(name: string): boolean {
  return !/^(?:estate|entitlint\.rules)(?:\.|$)/.test(name);
}

/** The package that a module's text declares; undefined where it declares none. */
export function packageIn(text: string): string | undefined {
  return /^package[ \t]+(\S+)/m.exec(text)?.[1];
}

/** The rule whose package a module's text declares; undefined for libraries, entrypoints and tests. */
export function ruleIn(text: string): RulePackage | undefined {
  return rulePackage(packageIn(text) ?? "");
}

/** The entrypoint of a package as the compiler takes it. */
export function entrypointOf(packageName: string): string {
  return packageName.replaceAll(".", "/");
}
