/**
 * Whether a kind's fields that were read hold one, a part of it, or what it is a part of: a mapping fills `mfa` by `mfa.enrolled`, and
 * whoever reads `mfa` as a whole has read `mfa.phishingResistant`.
 */
export function isTold(fieldsRead: readonly string[], field: string): boolean {
  return fieldsRead.some((name) => name === field || name.startsWith(`${field}.`) || field.startsWith(`${name}.`));
}
