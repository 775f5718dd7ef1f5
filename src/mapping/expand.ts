import { elements } from "./field-reader.ts";
import type { Item } from "./item.ts";
import type { RecordMapping } from "./record-schema.ts";
import { find, type Scope, sourceOf, textOf } from "./scope.ts";

/** The scopes that one item becomes records from: itself, or one per column and element that the mapping splits it by. */
export function scopesOf(
  item: Item,
  { columns, split }: Pick<RecordMapping, "columns" | "split">,
  variables: Scope["variables"],
): Scope[] {
  const scopes = columns ? columnScopes(item, columns, variables) : [{ item, variables }];
  if (!split) return scopes;
  const source = sourceOf(split.from);
  return scopes.flatMap((scope) =>
    elements(find(source, scope), split.by).map((element) => ({ item, variables: { ...scope.variables, element } })),
  );
}

/** The columns that a pattern with one `*` means, each with what the `*` stands for. */
export function matchingColumns(names: readonly string[], pattern: string): { name: string; match: string }[] {
  const [before = "", after = ""] = pattern.split("*");
  return names
    .filter((name) => name.length >= before.length + after.length && name.startsWith(before) && name.endsWith(after))
    .map((name) => ({ name, match: name.slice(before.length, name.length - after.length) }));
}

function columnScopes(
  item: Item,
  { from, empty }: NonNullable<RecordMapping["columns"]>,
  variables: Scope["variables"],
): Scope[] {
  return matchingColumns(item.names(), from).flatMap(({ name, match }) => {
    const cell = textOf(item.at(name.replaceAll(".", "\\."))) ?? textOf(item.at(name)) ?? "";
    const isNo = cell === "" || empty.some((no) => no.toLowerCase() === cell.toLowerCase());
    return isNo ? [] : [{ item, variables: { ...variables, column: name, match, cell } }];
  });
}
