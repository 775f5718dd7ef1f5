// @ts-check
/**
 * @typedef {Record<string, unknown> & { properties?: Record<string, JsonSchema>, required?: string[], items?: JsonSchema, additionalProperties?: JsonSchema | boolean, anyOf?: JsonSchema[], oneOf?: JsonSchema[], allOf?: JsonSchema[], enum?: unknown[], const?: unknown, type?: string | string[], description?: string, default?: unknown, $ref?: string, $defs?: Record<string, JsonSchema>, pattern?: string }} JsonSchema
 */

/**
 * A JSON Schema's keys as a Markdown table, nested keys by their whole path: `a.b`, `a[].b` in a list, `a.<name>` in a
 * map. A key that is one of several shapes lists the keys of each. References are followed once on each path.
 * A key that nobody described is an error: the page would be of no use where it is needed most.
 * @param {JsonSchema} schema
 * @returns {string}
 */
export function schemaTable(schema) {
  const rows = rowsOf(schema, "", schema, []);
  const silent = rows.filter((text) => text.endsWith("|  |")).map((text) => text.split(" | ")[0]?.slice(2));
  if (silent.length > 0) throw new Error(`keys without a description: ${[...new Set(silent)].join(", ")}`);
  return ["| key | type | default | meaning |", "| --- | --- | --- | --- |", ...new Set(rows)].join("\n");
}

/** @param {JsonSchema} schema @param {string} prefix @param {JsonSchema} root @param {readonly string[]} followed @returns {string[]} */
function rowsOf(schema, prefix, root, followed) {
  const { target, path } = dereference(schema, root, followed);
  if (!target) return [];
  const shapes = [...(target.anyOf ?? []), ...(target.oneOf ?? []), ...(target.allOf ?? [])];
  const required = new Set(target.required ?? []);
  return [
    ...Object.entries(target.properties ?? {}).flatMap(([key, value]) => {
      const name = prefix === "" ? key : `${prefix}.${key}`;
      return [row(name, value, required.has(key), root), ...rowsOf(value, name, root, path)];
    }),
    ...(target.items ? rowsOf(target.items, `${prefix}[]`, root, path) : []),
    ...(typeof target.additionalProperties === "object" && Object.keys(target.additionalProperties).length > 0
      ? rowsOf(target.additionalProperties, prefix === "" ? "<name>" : `${prefix}.<name>`, root, path)
      : []),
    ...shapes.flatMap((shape) => rowsOf(shape, prefix, root, path)),
  ];
}

/** @param {JsonSchema} schema @param {JsonSchema} root @param {readonly string[]} followed */
function dereference(schema, root, followed) {
  if (schema.$ref === undefined) return { target: schema, path: followed };
  if (followed.includes(schema.$ref)) return { target: undefined, path: followed };
  const target = schema.$ref === "#" ? root : root.$defs?.[schema.$ref.replace("#/$defs/", "")];
  if (!target) throw new Error(`the reference ${schema.$ref} leads nowhere`);
  return { target, path: [...followed, schema.$ref] };
}

/** @param {string} name @param {JsonSchema} schema @param {boolean} required @param {JsonSchema} root */
function row(name, schema, required, root) {
  const { target = schema } = dereference(schema, root, []);
  const fallback = schema.default ?? target.default;
  const given = fallback === undefined ? (required ? "**required**" : "") : code(JSON.stringify(fallback));
  const meaning = schema.description ?? target.description ?? "";
  return `| ${code(name)} | ${typeName(schema, root, [])} | ${given} | ${prose(cell(meaning))} |`;
}

/** @param {JsonSchema} schema @param {JsonSchema} root @param {readonly string[]} followed @returns {string} */
function typeName(schema, root, followed) {
  const { target, path } = dereference(schema, root, followed);
  if (!target) return "the same again";
  if (target.const !== undefined) return code(JSON.stringify(target.const));
  if (target.enum) return target.enum.map((value) => code(String(value))).join(", ");
  const shapes = target.anyOf ?? target.oneOf;
  if (shapes) return [...new Set(shapes.map((shape) => typeName(shape, root, path)))].join(" or ");
  if (target.type === "array") return target.items ? `list of ${typeName(target.items, root, path)}` : "list";
  if (target.type === "object") return "map";
  return typeof target.type === "string" ? target.type : "any value";
}

/** @param {string} text */
function code(text) {
  return `\`${cell(text)}\``;
}

/** A pair of angle brackets outside of code would be taken for HTML, and vanish. @param {string} text */
function prose(text) {
  return text
    .split("`")
    .map((part, index) => (index % 2 === 0 ? part.replaceAll("<", "\\<") : part))
    .join("`");
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll("|", "\\|").replaceAll(/\s*\n\s*/g, " ");
}
