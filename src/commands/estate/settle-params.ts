import type { ParamSetting } from "../../config/config.ts";
import { didYouMean } from "../../did-you-mean.ts";
import type { Problem } from "../../errors.ts";
import type { ParamValue } from "../../model/estate.ts";
import type { Rule } from "../../model/rule.ts";
import { ownValue } from "../../own-value.ts";
import { brokenLimits } from "./param-limits.ts";
import { strayNames } from "./param-names.ts";
import { readParam } from "./read-param.ts";

/** A rule's parameters as they are judged by, and everything that the config gives them and they cannot be. */
export interface SettledParams {
  readonly settled: Record<string, ParamValue>;
  readonly problems: readonly Problem[];
}

/** Puts what the config says in the place of a rule's defaults. Without `systems`, names of systems are not looked up. */
export function settleParams(
  rule: Rule,
  given: readonly ParamSetting[],
  systems: ReadonlySet<string> | undefined,
): SettledParams {
  const settled = Object.fromEntries(Object.keys(rule.params).map((name) => [name, defaultOf(rule, name)]));
  const problems = given.flatMap((setting): Problem[] => {
    const param = ownValue(rule.params, setting.name);
    if (!param) return [unknownParam(rule, setting)];
    const result = readParam(setting.value, param.type, settled[setting.name]);
    if (!("read" in result)) {
      const place = (result.at !== undefined && setting.within.get(result.at)) || setting.place;
      const message = `${setting.name} of ${rule.id} must be a ${param.type}, or a map of them with \`default\``;
      return [{ code: "config/bad-param", message, place }];
    }
    settled[setting.name] = result.read;
    return strayNames(setting, param, { rule: rule.id, systems });
  });
  return { settled, problems: [...problems, ...brokenLimits(given, rule, settled)] };
}

function defaultOf(rule: Rule, name: string): ParamValue {
  const param = rule.params[name];
  const result = param ? readParam(param.default, param.type) : {};
  if (!("read" in result)) throw new Error(`the default of ${rule.id}.${name} is no ${param?.type}`);
  return result.read;
}

function unknownParam(rule: Rule, { name, keyPlace }: ParamSetting): Problem {
  const known = Object.keys(rule.params);
  const help = known.length > 0 ? `it has ${known.join(", ")}` : "it has none";
  return {
    code: "config/unknown-param",
    message: `${rule.id} has no parameter ${JSON.stringify(name)}: ${help}`,
    place: keyPlace,
    next: didYouMean(name, known).trimEnd() || "Take it out.",
  };
}
