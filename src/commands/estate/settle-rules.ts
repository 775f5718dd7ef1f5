import type { Params } from "../../assemble/estate.ts";
import type { Config, RuleSetting } from "../../config/config.ts";
import { parseDuration } from "../../config/duration.ts";
import { didYouMean } from "../../did-you-mean.ts";
import { type Place, type Problem, throwProblems } from "../../errors.ts";
import type { JudgedRule, JudgedRules } from "../../judge/settle.ts";
import type { ParamValue } from "../../model/estate.ts";
import type { Rule } from "../../model/rule.ts";

type Given = RuleSetting["params"][number]["value"];
type ParamType = Rule["params"][string]["type"];

/** The rules as the config sets them. */
export interface SettledRules {
  readonly judged: JudgedRules;
  readonly params: Params;
}

/**
 * Brings together what the rules declare and what the config says of them.
 * @throws EntitlintError with every unknown rule, rule set by two of its names, unknown parameter and value of the wrong type
 */
export function settleRules(rules: readonly Rule[], config: Pick<Config, "rules">): SettledRules {
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
    params[rule.id] = settleParams(rule, setting, problems);
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

function settleParams(rule: Rule, setting: RuleSetting | undefined, problems: Problem[]): Record<string, ParamValue> {
  const settled: Record<string, ParamValue> = {};
  for (const [name, { type, default: value }] of Object.entries(rule.params)) {
    const read = readParam(value, type);
    if (read === undefined) throw new Error(`the default of ${rule.id}.${name} is no ${type}`);
    settled[name] = read;
  }
  for (const { name, value, place } of setting?.params ?? []) {
    const declared = rule.params[name];
    const read = declared && readParam(value, declared.type, settled[name]);
    if (read !== undefined) settled[name] = read;
    else
      problems.push({
        code: declared ? "config/bad-param" : "config/unknown-param",
        message: paramText(rule, name),
        place,
      });
  }
  return settled;
}

function paramText(rule: Rule, name: string): string {
  const declared = rule.params[name];
  if (declared) return `${name} of ${rule.id} must be a ${declared.type}, or a map of them with \`default\``;
  const known = Object.keys(rule.params);
  const help = known.length > 0 ? `it has ${known.join(", ")}` : "it has none";
  return `${rule.id} has no parameter ${JSON.stringify(name)}: ${help}`;
}

/** A value as Rego gets it; a map keeps the entries of the default that it does not name. Undefined: of the wrong type. */
function readParam(value: Given, type: ParamType, base?: ParamValue): ParamValue | undefined {
  if (typeof value !== "object" || Array.isArray(value)) return readOne(value, type);
  const map: Record<string, string | number> = typeof base === "object" && !Array.isArray(base) ? { ...base } : {};
  if (typeof base === "number" || typeof base === "string") map.default = base;
  for (const [key, entry] of Object.entries(value)) {
    const read = readOne(entry, type);
    if (typeof read !== "number" && typeof read !== "string") return undefined;
    map[key] = read;
  }
  return Object.hasOwn(map, "default") ? map : undefined;
}

function readOne(value: string | number | boolean | string[], type: ParamType): ParamValue | undefined {
  switch (type) {
    case "duration": {
      const parsed = typeof value === "string" ? parseDuration(value) : undefined;
      return parsed?.ok ? parsed.seconds : undefined;
    }
    case "list":
      return Array.isArray(value) ? value : undefined;
    case "number":
    case "string":
    case "boolean":
      return typeof value === type ? value : undefined;
  }
}
