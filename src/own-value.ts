/**
 * What a table holds under a key that came from outside. Plain indexing answers `constructor` or `toString` with what
 * every object inherits, which is no value of the table and not of its type.
 */
export function ownValue<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
