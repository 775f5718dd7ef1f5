import type { Params } from "../../assemble/estate.ts";
import type { Config, RuleSetting } from "../../config/config.ts";
import { didYouMean } from "../../did-you-mean.ts";
import { type Place, type Problem, throwProblems } from "../../errors.ts";
import type { JudgedRule, JudgedRules } from "../../judge/settle.ts";
import type { ParamValue } from "../../model/estate.ts";
import type { Rule } from "../../model/rule.ts";
import { settleParams } from "./settle-params.ts";

/** The rules as the config sets them. */
export interface SettledRules {
  readonly judged: JudgedRules;
  readonly params: Params;
}

/**
 * Brings together what the rules declare and what the config says of them. `systems` are those that parameters can name;
 * without them names of systems are not looked up.
 * @throws EntitlintError with every unknown rule, rule set by two of its names, unknown parameter, and value that the parameter cannot have
 */
export function settleRules(
  rules: readonly Rule[],
  config: Pick<Config, "rules">,
  systems?: ReadonlySet<string>,
): SettledRules {
  const problems: Problem[] = unknownRules(rules, config);
  const judged = new Map<string, JudgedRule>();
  const params: Record<string, Record<string, ParamValue>> = {};
  for (const rule of rules) {
    const [setting, ...more] = config.rules.filter(({ id }) => id === rule.id || rule.aliases?.includes(id));
    if (setting) problems.push(...more.map(({ place }) => setTwice(rule, setting, place)));
    const level = setting?.level;
    judged.set(rule.id, {
      rule,
      level: level === "off" ? undefined : level,
      off: level === "off",
      required: setting?.required ?? false,
    });
    const own = settleParams(rule, setting?.params ?? [], systems);
    problems.push(...own.problems);
    params[rule.id] = own.settled;
  }
  throwProblems(problems);
  return { judged, params };
}

function unknownRules(rules: readonly Rule[], config: Pick<Config, "rules">): Problem[] {
  const known = rules.flatMap((rule) => [rule.id, ...(rule.aliases ?? [])]);
  return config.rules
    .filter(({ id }) => !known.includes(id))
    .map(({ id, place }) => ({
      code: "config/unknown-rule",
      message: `there is no rule ${JSON.stringify(id)}`,
      place,
      next: `${didYouMean(id, known)}List them with \`entitlint policy show\`.`,
    }));
}

function setTwice({ id }: Rule, setting: RuleSetting, place: Place): Problem {
  const message = `the rule ${id} is set by rules.${setting.id} already`;
  return { code: "config/contradiction", message, place, next: `Write all settings under ${id}, its present name.` };
}
