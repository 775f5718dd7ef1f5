import type { Reading } from "./books.ts";
import type { Found } from "./directory.ts";

/** Writes one direct edge. */
export function addMember(
  { books, directory }: Pick<Reading, "books" | "directory">,
  group: string,
  { id, type }: Found,
  byRule: boolean,
): void {
  books.membership.add({
    id: directory.idOf("membership", `${nativeOf(group)}:${nativeOf(id)}`),
    ...{ group, member: id, memberType: type, source: byRule ? "rule" : "unknown" },
  });
}

function nativeOf(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}
