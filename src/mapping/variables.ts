/** The names behind `$` that mean the same in every mapping. */
export const reservedNames: ReadonlySet<string> = new Set([
  "key",
  "index",
  "path",
  "value",
  "element",
  "column",
  "match",
  "cell",
  "file",
  "system",
  "tenant",
  "parent",
]);

/** True where `$name` means something: a reserved name, a caught one, or anything of `$parent.`. */
export function isVariable(name: string, captures: readonly string[]): boolean {
  const bare = name.slice(1);
  if (bare.startsWith("parent.")) {
    const rest = bare.slice("parent.".length);
    return !rest.startsWith("$") || isVariable(rest, []);
  }
  return (reservedNames.has(bare) && bare !== "parent") || captures.includes(bare);
}
