import { didYouMean } from "../../did-you-mean.ts";
import { EntitlintError } from "../../errors.ts";
import type { Rule } from "../../model/rule.ts";

/** The rule that is meant, by its id or one it had before. @throws EntitlintError `pack/unknown-rule` where there is none */
export function findRule(asked: string, rules: readonly Rule[]): Rule {
  const rule = rules.find(({ id, aliases }) => id === asked || aliases?.includes(asked));
  if (rule) return rule;
  const known = rules.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
  throw new EntitlintError({
    code: "pack/unknown-rule",
    message: `there is no rule ${JSON.stringify(asked)}`,
    next: `${didYouMean(asked, known)}\`entitlint policy show\` lists all.`,
  });
}
