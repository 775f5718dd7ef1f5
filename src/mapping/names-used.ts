import type { Condition, FieldSource } from "./field-schema.ts";
import type { RecordMapping } from "./record-schema.ts";
import { sourceOf } from "./scope.ts";
import { namesIn, templateOf } from "./template.ts";

/** Every field, column and `$variable` that a mapping looks up, sorted. */
export function namesUsed({ id, tenant, when, split, fields }: RecordMapping): string[] {
  const conditions: readonly Condition[] = [when ?? []].flat();
  const sources = [...conditions.map(({ from }) => from), ...(split ? [split.from] : []), ...sourcesIn(fields)];
  const templates = [id, ...(tenant === undefined ? [] : [tenant])];
  const names = [...sources.flatMap(namesOfSource), ...templates.flatMap((text) => namesIn(templateOf(text)))];
  return [...new Set(names)].sort();
}

function sourcesIn(fields: Readonly<Record<string, FieldSource>>): string[] {
  return Object.values(fields).flatMap((field) => {
    if (typeof field === "string") return [field];
    if (Array.isArray(field)) return field.map((one) => (typeof one === "string" ? one : one.from));
    const templates = [field.id, field.tenant].flatMap((text) => (text === undefined ? [] : asTemplates(text)));
    return [...[field.from ?? []].flat(), ...templates];
  });
}

/** A template whose names are wanted even where it has no braces to show that it is one. */
function asTemplates(text: string): string[] {
  return namesIn(templateOf(text)).map((name) => `{${name}}`);
}

function namesOfSource(text: string): string[] {
  const source = sourceOf(text);
  return source.is === "name" ? [source.name] : namesIn(source.template);
}
