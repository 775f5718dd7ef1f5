import * as z from "zod";
import type { PolicyInspection } from "../compile/index.ts";
import { didYouMean, nearest } from "../did-you-mean.ts";
import type { Place, Problem } from "../errors.ts";
import { activityFields } from "../model/activity.ts";
import { documentSchemas } from "../model/document.ts";
import { recordSchemas } from "../model/record.ts";
import type { RecordKind } from "../model/record-id.ts";
import { type Fact, type Need, type Rule, RuleCustom } from "../model/rule.ts";
import { brokenParams } from "./broken-params.ts";
import { nearPackage } from "./near-package.ts";
import type { ModuleGround } from "./package-place.ts";
import { isFreePackage, type RulePackage, rulePackage } from "./rule-package.ts";

type Annotation = PolicyInspection["annotations"][number];

/** Rules as their METADATA tells of them, and everything wrong with it. */
export interface RulesRead {
  readonly rules: readonly Rule[];
  readonly problems: readonly Problem[];
}

/** Makes rules of an inspection. Rules are sorted by id. */
export function readRules(inspection: PolicyInspection, groundOf: (file: string) => ModuleGround): RulesRead {
  const problems: Problem[] = [];
  const rules = new Map<string, Rule>();
  for (const module of inspection.modules) {
    const { origin, place } = groundOf(module.path);
    const found = rulePackage(module.package);
    if (!found) {
      problems.push(...strayPackage(module.package, place));
      continue;
    }
    if (!Object.hasOwn(documentSchemas, found.scope)) problems.push(unknownScope(found, place));
    problems.push(...verdictProblems(module));
    const annotation = inspection.annotations.find(
      (candidate) => candidate.path === module.package && candidate.file === module.path,
    );
    const rule = annotation && readRule(found, annotation, origin, problems);
    if (rule) rules.set(rule.id, rule);
    if (!annotation && !documented(inspection, module.package)) problems.push(noMetadata(found, module.path));
  }
  const sorted = [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { rules: sorted, problems: [...problems, ...brokenReferences(sorted, inspection)] };
}

function readRule(found: RulePackage, annotation: Annotation, origin: string, problems: Problem[]): Rule | undefined {
  const { metadata, file, line, column } = annotation;
  const place = { file, line, column };
  for (const key of ["title", "description"] as const) {
    if (!metadata[key]?.trim()) problems.push(incomplete(`METADATA of ${found.id} has no ${key}`, place));
  }
  const custom = RuleCustom.safeParse(metadata.custom ?? {});
  if (!custom.success) {
    for (const issue of custom.error.issues) {
      const path = ["custom", ...issue.path].map(String).join(".");
      problems.push(incomplete(`METADATA of ${found.id}: ${path}: ${issue.message}`, place));
    }
    return undefined;
  }
  for (const text of brokenParams(custom.data.params)) {
    problems.push(incomplete(`METADATA of ${found.id}: ${text}`, place));
  }
  for (const text of custom.data.needs.flatMap(strayNeeds)) {
    problems.push(incomplete(`METADATA of ${found.id}: custom.needs: ${text}`, place));
  }
  for (const text of groundless(custom.data)) {
    problems.push(incomplete(`METADATA of ${found.id}: custom.rests_on: ${text}`, place));
  }
  return {
    ...custom.data,
    id: found.id,
    scope: found.scope,
    title: metadata.title ?? "",
    description: metadata.description ?? "",
    resources: (metadata.related_resources ?? []).map(({ ref, description }) => ({
      ref,
      ...(description === undefined ? {} : { description }),
    })),
    origin,
  };
}

/** What `rests_on` names that does not exist: reasons that are not declared, fields that no record of the kind has. */
function groundless({ reasons, rests_on }: RuleCustom): string[] {
  return rests_on.flatMap(({ reasons: given, facts }) => [
    ...given
      .filter((reason) => !Object.hasOwn(reasons, reason))
      .map((reason) => `the reason ${reason} is not declared`),
    ...facts.flatMap(strayFields),
  ]);
}

function strayFields(fact: Fact): string[] {
  if (!("kind" in fact)) return [];
  return unknownFields(fact.kind, [...fact.fields, ...Object.keys(fact.values)]);
}

/** A field that no record of the kind has is never read: the rule would be asked nowhere, for good. */
function strayNeeds(need: Need): string[] {
  if (!("kind" in need)) return [];
  return unknownFields(need.kind, "anywhere" in need ? need.anywhere : need.fields);
}

function unknownFields(kind: RecordKind, fields: readonly string[]): string[] {
  return fields
    .filter((field) => !hasField(kind, field))
    .map((field) => {
      const near = nearest(field, Object.keys(recordSchemas[kind].shape));
      return `${kind} has no field ${field}${near === undefined ? "" : `; did you mean \`${near}\`?`}`;
    });
}

/** Whether records of a kind have a field, or a part of one, such as `mfa.enrolled`. */
function hasField(kind: RecordKind, field: string): boolean {
  const [name = "", part] = field.split(".");
  if (part === undefined) return Object.hasOwn({ ...recordSchemas[kind].shape, ...activityFields(kind) }, name);
  const property = z.toJSONSchema(recordSchemas[kind]).properties?.[name];
  return typeof property === "object" && Object.hasOwn(property.properties ?? {}, part);
}

/** A rule may lie in several files; METADATA in one of them is enough. */
function documented(inspection: PolicyInspection, name: string): boolean {
  return inspection.annotations.some((annotation) => annotation.path === name);
}

function verdictProblems(module: PolicyInspection["modules"][number]): Problem[] {
  return module.rules
    .filter((rule) => (rule.name === "deny" || rule.name === "unknown") && rule.kind !== "set")
    .map(({ name, line, column }) => ({
      code: "pack/finding-shape",
      message: `\`${name}\` is not a set of findings`,
      place: { file: module.path, line, column },
      next: `Write \`${name} contains finding if { … }\`.`,
    }));
}

function strayPackage(name: string, place: Place): Problem[] {
  if (isFreePackage(name)) return [];
  const message = `the package ${name} is neither a rule nor free for others to use`;
  const near = nearPackage(name);
  const next = near === undefined ? "Name it entitlint.rules.<scope>.<rule>." : `Did you mean \`${near}\`?`;
  return [{ code: "pack/package", message, place, next }];
}

function unknownScope(found: RulePackage, place: Place): Problem {
  const scopes = Object.keys(documentSchemas);
  const next = `${didYouMean(found.scope, scopes)}Use one of: ${scopes.join(", ")}.`;
  const message = `${found.package} is a rule for documents of scope \`${found.scope}\`, which do not exist`;
  return { code: "pack/package", message, place, next };
}

function noMetadata(found: RulePackage, file: string): Problem {
  return incomplete(`the rule ${found.id} has no METADATA above its package`, { file, line: 1 });
}

function incomplete(message: string, place: Problem["place"] & object): Problem {
  return { code: "pack/metadata", message, place, next: "CONTRIBUTING.md lists what METADATA holds." };
}

/** Ids and earlier ids belong to one rule each, and a cause names a rule that exists. */
function brokenReferences(rules: readonly Rule[], inspection: PolicyInspection): Problem[] {
  const problems: Problem[] = [];
  const owners = new Map(rules.map((rule) => [rule.id, rule.id]));
  for (const rule of rules) {
    const place = placeOf(rule, inspection);
    for (const alias of rule.aliases ?? []) {
      const owner = owners.get(alias);
      if (owner) problems.push(incomplete(`METADATA of ${rule.id}: the alias ${alias} belongs to ${owner}`, place));
      owners.set(alias, rule.id);
    }
    if (rule.cause_of !== undefined && !rules.some((other) => other.id === rule.cause_of)) {
      problems.push(incomplete(`METADATA of ${rule.id}: cause_of names ${rule.cause_of}, which is no rule`, place));
    }
  }
  return problems;
}

function placeOf(rule: Rule, inspection: PolicyInspection): { file: string; line: number; column: number } {
  const path = `entitlint.rules.${rule.scope}.${rule.id.replaceAll("-", "_")}`;
  const found = inspection.annotations.find((annotation) => annotation.path === path);
  return { file: found?.file ?? "", line: found?.line ?? 1, column: found?.column ?? 1 };
}
