import type { AccessState } from "../../model/access.ts";
import type { DeclaredLine } from "../../model/estate-input.ts";
import type { DeclaredSource } from "./read-declared.ts";

/** The files that say who is to hold what, each once. */
export function decidingFiles({ roles }: AccessState, declared: readonly DeclaredSource[]): string[] {
  const files = [
    ...roles.flatMap(({ place }) => place.file ?? []),
    ...declared.flatMap(({ lines }) =>
      lines.filter(givesAccess).flatMap(({ declared: at, again = [] }) => [at, ...again].map(({ file }) => file)),
    ),
  ];
  return [...new Set(files)].filter((file) => file !== "").toSorted();
}

/** Whether a line says who holds something, or is in a group. */
export function givesAccess({ kind }: DeclaredLine): boolean {
  return kind === "grant" || kind === "membership";
}
