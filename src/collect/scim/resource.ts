/** A JSON object of a SCIM server, of which nothing is known yet. */
export type Resource = Readonly<Record<string, unknown>>;

export function isResource(value: unknown): value is Resource {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * An attribute by its name in any case (RFC 7643 §2.1). What has no value is undefined: `null`, an empty text and an empty
 * list all mean unassigned (§2.5).
 */
export function attribute(resource: Resource, name: string): unknown {
  const value = Object.hasOwn(resource, name) ? resource[name] : anyCase(resource, name);
  return value === null || value === "" || (Array.isArray(value) && value.length === 0) ? undefined : value;
}

function anyCase(resource: Resource, name: string): unknown {
  const wanted = name.toLowerCase();
  return Object.entries(resource).find(([key]) => key.toLowerCase() === wanted)?.[1];
}

/** The elements of a multi-valued attribute; one value that stands alone is taken for a list of one. */
export function elements(resource: Resource, name: string): readonly unknown[] {
  const value = attribute(resource, name);
  if (value === undefined) return [];
  return Array.isArray(value) ? value.filter((one) => one !== null) : [value];
}

/** A text, or a number as a text: some servers count their ids. */
export function text(value: unknown): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "number" && Number.isSafeInteger(value) ? String(value) : undefined;
}

/** The `value` of a complex attribute, or the plain text that stands in its place, or the end of its `$ref`. */
export function referenceOf(element: unknown): string | undefined {
  if (!isResource(element)) return text(element);
  const ref = attribute(element, "$ref");
  const tail = typeof ref === "string" ? ref.split(/[?#]/u)[0]?.split("/").at(-1) : undefined;
  return text(attribute(element, "value")) ?? text(tail);
}

/** The attribute of a path such as `nickName`, `name.givenName` or `urn:example:User:badge` (RFC 7644 §3.10). */
export function byPath(resource: Resource, path: string): unknown {
  const colon = path.startsWith("urn:") ? path.lastIndexOf(":") : -1;
  const home = colon < 0 ? resource : attribute(resource, path.slice(0, colon));
  const [first = "", second] = path.slice(colon + 1).split(".");
  const value = isResource(home) ? attribute(home, first) : undefined;
  if (second === undefined) return value;
  return isResource(value) ? attribute(value, second) : undefined;
}
