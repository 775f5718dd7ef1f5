import type { ParamSetting } from "../../config/config.ts";
import type { Problem } from "../../errors.ts";
import type { ParamValue } from "../../model/estate.ts";
import type { Rule } from "../../model/rule.ts";

type Settled = Readonly<Record<string, ParamValue>>;

/**
 * Numbers that lie out of their parameter's range or are broken where it counts something, and those that are more than a parameter
 * which they may not exceed.
 */
export function brokenLimits(given: readonly ParamSetting[], rule: Rule, settled: Settled): Problem[] {
  return [...given.flatMap((setting) => outOfRange(setting, rule)), ...exceeding(given, rule, settled)];
}

function outOfRange({ name, value, place, within }: ParamSetting, rule: Rule): Problem[] {
  const { range = [Number.NEGATIVE_INFINITY] as [number], whole } = rule.params[name] ?? {};
  const [least, most = Number.POSITIVE_INFINITY] = range;
  return numbersIn(value).flatMap(([key, number]) => {
    const wanted = [
      ...(whole && !Number.isInteger(number) ? ["a whole number"] : []),
      ...(number < least || number > most ? [rangeText(range)] : []),
    ];
    if (wanted.length === 0) return [];
    const message = `${name} of ${rule.id} is ${number}, and must be ${wanted.join(", ")}`;
    return [{ code: "config/bad-param", message, place: within.get(key) ?? place }];
  });
}

/** A range in words, to follow a form of “be”. */
export function rangeText([least, most]: NonNullable<Rule["params"][string]["range"]>): string {
  return most === undefined ? `${least} or more` : `from ${least} to ${most}`;
}

/** What is said of one of the two is where the problem is told; a default is never at fault by itself. */
function exceeding(given: readonly ParamSetting[], rule: Rule, settled: Settled): Problem[] {
  return Object.entries(rule.params).flatMap(([name, { atMost }]) => {
    const setting = given.find((one) => one.name === name) ?? given.find((one) => one.name === atMost);
    if (atMost === undefined || !setting) return [];
    const [low, high] = [new Map(numbersIn(settled[name])), new Map(numbersIn(settled[atMost]))];
    return [...new Set([...low.keys(), ...high.keys()])].flatMap((key): Problem[] => {
      const [less, more] = [low, high].map((map) => map.get(key) ?? map.get("default"));
      if (less === undefined || more === undefined || less <= more) return [];
      const of = key === "default" ? "" : ` for ${key}`;
      return [
        {
          code: "config/contradiction",
          message: `${name} of ${rule.id} is ${less}${of}, which is more than ${atMost}, ${more}`,
          place: setting.within.get(key) ?? setting.place,
          next: `Give ${name} and ${atMost} values that something can lie between.`,
        },
      ];
    });
  });
}

/** Numbers by their keys; one alone has the key of a map's ordinary entry. */
function numbersIn(value: ParamValue | undefined): [string, number][] {
  const entries =
    typeof value === "object" ? (Array.isArray(value) ? [] : Object.entries(value)) : [["default", value]];
  return entries.flatMap(([key, one]): [string, number][] =>
    typeof key === "string" && typeof one === "number" ? [[key, one]] : [],
  );
}
