/** Whether a kind's fields that were read hold one, or a part of it: a mapping fills `mfa` by `mfa.enrolled`. */
export function isTold(fieldsRead: readonly string[], field: string): boolean {
  return fieldsRead.includes(field) || fieldsRead.some((name) => name.startsWith(`${field}.`));
}
