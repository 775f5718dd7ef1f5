import type { Place, Problem } from "../errors.ts";
import type { PlacedReference, ReferenceKind } from "../model/access.ts";
import { nodeAt, type PositionedNode } from "../positions/node.ts";
import { placedReference } from "./reference.ts";

/** Reads the parts of one object that its schema cannot check, and gathers what is wrong with them. */
export interface ObjectReader {
  readonly problems: Problem[];
  /** The reference written at a path of the object; undefined where there is none, or where it is wrong. */
  reference(path: readonly PropertyKey[], kinds: readonly ReferenceKind[]): PlacedReference | undefined;
  /** The references of a list; wrong ones are left out, and reported. */
  references(path: readonly PropertyKey[], kinds: readonly ReferenceKind[]): PlacedReference[];
  /** Where the value at a path stands, or the object where there is none. */
  place(path: readonly PropertyKey[]): Place;
  /** What stands at a path, as it was written; empty where there is no scalar. */
  text(path: readonly PropertyKey[]): string;
  /** Reports something about the value at a path, or about the object where there is none. */
  report(problem: Omit<Problem, "place">, path?: readonly PropertyKey[]): void;
}

/** A reader over one object. */
export function objectReader(node: PositionedNode): ObjectReader {
  const problems: Problem[] = [];
  const placeAt = (path: readonly PropertyKey[]) => (nodeAt(node, path) ?? node).place;
  function reference(path: readonly PropertyKey[], kinds: readonly ReferenceKind[]): PlacedReference | undefined {
    const found = nodeAt(node, path);
    // What is no text, or an empty one, the schema has told.
    if (found?.type !== "scalar" || typeof found.value !== "string" || found.value === "") return undefined;
    const read = placedReference(found.value, kinds, found.place);
    if (!("problem" in read)) return read;
    problems.push(read.problem);
    return undefined;
  }
  return {
    problems,
    reference,
    references(path, kinds) {
      const list = nodeAt(node, path);
      const items = list?.type === "list" ? list.items : [];
      return items.flatMap((_, index) => reference([...path, index], kinds) ?? []);
    },
    place: placeAt,
    text(path) {
      const found = nodeAt(node, path);
      return found?.type === "scalar" ? found.text : "";
    },
    report: (problem, path = []) => problems.push({ ...problem, place: placeAt(path) }),
  };
}
