import type { AccessState } from "../../model/access.ts";
import type { DeclaredSource } from "./read-declared.ts";

/** The files that say who is to hold what, each once. */
export function decidingFiles({ roles }: AccessState, declared: readonly DeclaredSource[]): string[] {
  const files = [
    ...roles.flatMap(({ place }) => place.file ?? []),
    ...declared.flatMap(({ lines }) =>
      lines.flatMap((line) => (line.kind === "grant" || line.kind === "membership" ? [line.declared.file] : [])),
    ),
  ];
  return [...new Set(files)].filter((file) => file !== "").toSorted();
}
