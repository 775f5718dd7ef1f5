/** One `{…}` of a template: what is looked up, and what is done to the text. */
export interface Placeholder {
  readonly name: string;
  readonly filters: readonly Filter[];
}
export type Template = readonly (string | Placeholder)[];
export type Filter = keyof typeof filters;

const filters = {
  lower: (text: string) => text.toLowerCase(),
  upper: (text: string) => text.toUpperCase(),
} as const;

/** A template, or why the text is none. */
export type ParsedTemplate =
  | { readonly ok: true; readonly template: Template }
  | { readonly ok: false; readonly reason: string };

/** Parses text with `{field}`, `{$variable}` and `{field|lower}`; `\{` is a brace. */
export function parseTemplate(text: string): ParsedTemplate {
  const parts: (string | Placeholder)[] = [];
  for (const [token] of text.matchAll(/\\[\\{}]|\{[^{}]*\}|[{}]|[^\\{}]+|\\/g)) {
    if (token === "{" || token === "}")
      return { ok: false, reason: `a brace in ${JSON.stringify(text)} has no partner` };
    if (!token.startsWith("{")) {
      parts.push(token.replace(/^\\(?=[\\{}])/, ""));
      continue;
    }
    const [name = "", ...named] = token.slice(1, -1).split("|");
    if (name.trim() === "") return { ok: false, reason: `${token} names nothing` };
    const unknown = named.find((filter) => !isFilter(filter.trim()));
    if (unknown !== undefined)
      return { ok: false, reason: `${JSON.stringify(unknown.trim())} is no filter; there are lower and upper` };
    parts.push({ name: name.trim(), filters: named.map((filter) => filter.trim()).filter(isFilter) });
  }
  return { ok: true, template: parts };
}

/** The parsed template of text that the schema has checked already; text that is none stands for itself. */
export function templateOf(text: string): Template {
  const parsed = parseTemplate(text);
  return parsed.ok ? parsed.template : [text];
}

/** Fills a template in; undefined where one of its placeholders has no value, so that half an id is never made. */
export function fill(template: Template, lookUp: (name: string) => string | undefined): string | undefined {
  let text = "";
  for (const part of template) {
    if (typeof part === "string") text += part;
    else {
      const value = lookUp(part.name);
      if (value === undefined || value === "") return undefined;
      text += part.filters.reduce((result, filter) => filters[filter](result), value);
    }
  }
  return text;
}

/** The names a template looks up. */
export function namesIn(template: Template): string[] {
  return template.flatMap((part) => (typeof part === "string" ? [] : [part.name]));
}

function isFilter(text: string): text is Filter {
  return Object.hasOwn(filters, text);
}
