import { nearest } from "../did-you-mean.ts";
import { Scope } from "../model/document.ts";

/** The parts of a rule's package before its name, with what each of them may be. */
const parts: readonly (readonly string[])[] = [["entitlint"], ["rules"], Scope.options];

/**
 * The package of a rule that somebody may have meant: `entitlint.rules.subject.x` for `entitlint.rule.subject.x`,
 * `entitlint.subject.x` or `rules.subjects.x`. Undefined where it is none of them.
 */
export function nearPackage(name: string): string | undefined {
  const words = name.split(".");
  const rule = words.pop() ?? "";
  let scope: string | undefined;
  for (const known of parts) {
    const near = nearest(words[0] ?? "", known);
    if (near !== undefined) words.shift();
    scope = near;
  }
  const isNear = words.length === 0 && scope !== undefined && /^[a-z][a-z0-9_]*$/.test(rule);
  return isNear ? `entitlint.rules.${scope}.${rule}` : undefined;
}
