interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: unknown;
}

/** Properties that a schema knows and none of the values has, as paths. */
export function schemaGaps({ properties = {}, items }: Schema, values: readonly unknown[], path = "report"): string[] {
  if (items) return schemaGaps(items, values.flat(), `${path}[]`);
  return Object.entries(properties).flatMap(([key, schema]) => {
    const found = values.flatMap((value) => {
      const own = (value as Readonly<Record<string, unknown>>)[key];
      return own === undefined ? [] : [own];
    });
    return found.length === 0 ? [`${path}.${key}`] : schemaGaps(schema, found, `${path}.${key}`);
  });
}
