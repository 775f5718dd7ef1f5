import { parseDuration } from "../config/duration.ts";
import type { Estate, ParamValue } from "../model/estate.ts";
import { type Param, type Rule, severitiesThatRise } from "../model/rule.ts";
import { exampleNow, isJson, type Json } from "./example-parts.ts";

/** The estate that examples are judged in: every parameter at its default, nothing declared, nothing blind. */
export function exampleEstate(rules: readonly Rule[], systems: readonly string[]): Estate {
  const app: Estate["apps"][string] = {
    mode: "observe",
    tier: 2,
    declared: true,
    people: [],
    channel: "connector",
    onLeave: "keep",
    deactivationBlocksUse: "no",
    localLogin: "allowed",
    ssoRequired: false,
  };
  const params = Object.fromEntries(rules.map((rule) => [rule.id, paramsOf(rule)]));
  return {
    run: { now: exampleNow, now_seconds: Date.parse(exampleNow) / 1000 },
    params,
    cutoffs: Object.fromEntries(systems.map((system) => [system, cutoffsOf(rules)])),
    apps: Object.fromEntries(systems.map((system) => [system, app])),
    sources: {},
    severities: severitiesThatRise(rules),
    blind: {},
  };
}

/** Lays one object over another, deeply; lists are replaced. */
export function laidOver(base: Json, patch: Json): Json {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    const below = base[key];
    merged[key] = isJson(value) && isJson(below) ? laidOver(below, value) : value;
  }
  return merged;
}

function paramsOf(rule: Rule): Record<string, ParamValue> {
  return Object.fromEntries(
    Object.entries(rule.params).map(([name, param]) => [name, paramValue(param, param.default)]),
  );
}

/** A parameter's value as rules get it: durations in seconds. */
export function paramValue(param: Param, value: Param["default"]): ParamValue {
  if (param.type !== "duration") return value;
  if (typeof value === "string") return secondsOf(value);
  if (typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, secondsOf(String(text))]));
}

function secondsOf(text: string): number {
  const parsed = parseDuration(text);
  return parsed.ok ? parsed.seconds : 0;
}

function cutoffsOf(rules: readonly Rule[]): Record<string, Record<string, string>> {
  return Object.fromEntries(
    rules.map((rule) => [
      rule.id,
      Object.fromEntries(
        Object.entries(rule.params)
          .filter(([, param]) => param.type === "duration")
          .map(([name, param]) => [name, earlier(defaultSeconds(paramValue(param, param.default)))]),
      ),
    ]),
  );
}

/** The seconds of a duration; of a map, what holds where nothing else does. */
export function defaultSeconds(value: ParamValue): number {
  if (typeof value === "number") return value;
  const fallback = typeof value === "object" && !Array.isArray(value) ? value.default : undefined;
  return typeof fallback === "number" ? fallback : 0;
}

/** The instant so many seconds before the one that examples are judged at. */
export function earlier(seconds: number): string {
  return `${new Date(Date.parse(exampleNow) - seconds * 1000).toISOString().slice(0, 19)}Z`;
}
