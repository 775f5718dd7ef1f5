import type { PositionedNode } from "../positions/node.ts";
import { type Item, pathOf } from "./item.ts";
import { fill, type Template, templateOf } from "./template.ts";

/** What the names of a mapping mean for one item. */
export interface Scope {
  readonly item: Item;
  /** Names behind `$` that do not belong to the item: caught from the path, the file, the system, a column, an element. */
  readonly variables: Readonly<Record<string, string>>;
}

/** A place a value comes from: a template, or the name of a field or variable. */
export type Source =
  | { readonly is: "template"; readonly template: Template }
  | { readonly is: "name"; readonly name: string };

/** A `from` of a mapping: a template where it has braces, else a name. */
export function sourceOf(text: string): Source {
  return /[{}]/.test(text) ? { is: "template", template: templateOf(text) } : { is: "name", name: text };
}

/** What a source finds: a node where it has a place of its own, or text; undefined where there is nothing. */
export function find(source: Source, scope: Scope): PositionedNode | string | undefined {
  return source.is === "template" ? fillIn(source.template, scope) : named(source.name, scope.item, scope.variables);
}

/** A template filled in from the scope; undefined where one of its names has no value. */
export function fillIn(template: Template, { item, variables }: Scope): string | undefined {
  return fill(template, (name) => textOf(named(name, item, variables)));
}

/** The trimmed text of what was found; a list or a map has none. */
export function textOf(found: PositionedNode | string | undefined): string | undefined {
  if (found === undefined || typeof found === "string") return found?.trim();
  if (found.type !== "scalar") return undefined;
  return found.value === null ? "" : found.text.trim();
}

function named(
  name: string,
  item: Item,
  variables: Readonly<Record<string, string>>,
): PositionedNode | string | undefined {
  if (!name.startsWith("$")) return item.at(name);
  const bare = name.slice(1);
  if (bare.startsWith("parent.")) return item.parent && named(bare.slice("parent.".length), item.parent, {});
  if (bare === "key") return item.key;
  if (bare === "index") return String(item.index);
  if (bare === "path") return pathOf(item);
  if (bare === "value") return item.node;
  return Object.hasOwn(variables, bare) ? variables[bare] : undefined;
}
