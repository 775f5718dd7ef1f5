import { didYouMean } from "../../did-you-mean.ts";
import type { Problem } from "../../errors.ts";
import type { RuleName } from "../../model/declared/break-glass.ts";
import type { AccessCheck } from "./ground.ts";

/** Names of rules that do not exist: what is allowed or waived by them is not. */
export const checkRules: AccessCheck = ({ state, rules }) => {
  if (!rules) return [];
  const named = [...state.breakglass.flatMap(({ allow }) => allow), ...state.waivers.map(({ rule }) => rule)];
  return named.filter(({ id }) => !rules.has(id)).map((name) => unknown(name, [...rules.keys()]));
};

function unknown({ id, place }: RuleName, known: readonly string[]): Problem {
  return {
    code: "access/unknown-rule",
    message: `there is no rule ${JSON.stringify(id)}`,
    place,
    next: `${didYouMean(id, known)}List them with \`entitlint policy show\`.`,
  };
}
