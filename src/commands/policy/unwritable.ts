import { EntitlintError } from "../../errors.ts";

/** What to throw where something that was asked for could not be written; what is no matter of files stays as it is. */
export function unwritable(what: string, file: string, next: string, cause: unknown): unknown {
  if (!(cause instanceof Error && "code" in cause)) return cause;
  const message = `${what} cannot be written (${String(cause.code)})`;
  return new EntitlintError({ code: "output/unwritable", message, place: { file }, next }, { cause });
}
