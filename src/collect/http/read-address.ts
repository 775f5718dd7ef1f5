import type { Item } from "../../mapping/item.ts";
import { fillIn, type Scope } from "../../mapping/scope.ts";
import { type Template, templateOf } from "../../mapping/template.ts";
import type { Read } from "./schema.ts";

/** Where a list begins. */
export interface ListAddress {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** Why no address can be made for an item. */
export interface NoAddress {
  readonly missing: string;
}

/** Makes the function that gives the address of a list for an item of the read that it depends on. */
export function addressOf(
  read: Read,
  variables: Scope["variables"],
): (item: Item | undefined) => ListAddress | NoAddress {
  const path = templateOf(read.path);
  const query = Object.entries(read.query).map(([name, text]) => [name, templateOf(text), text] as const);
  return (item) => {
    if (item === undefined) return { path: read.path, query: read.query };
    const scope = { item, variables };
    const filled = filledPath(path, scope);
    if (filled === undefined) return { missing: read.path };
    const parameters: Record<string, string> = {};
    for (const [name, template, text] of query) {
      const value = fillIn(template, scope);
      if (value === undefined) return { missing: text };
      parameters[name] = value;
    }
    return { path: filled, query: parameters };
  };
}

/** Every part encoded as one segment. What would step up the path is none: an id may not choose another address. */
function filledPath(template: Template, scope: Scope): string | undefined {
  let path = "";
  for (const part of template) {
    const text = typeof part === "string" ? part : fillIn([part], scope);
    if (text === undefined || (typeof part !== "string" && /^\.{1,2}$/u.test(text))) return undefined;
    path += typeof part === "string" ? part : encodeURIComponent(text.toWellFormed());
  }
  return path;
}
