import type { FilePlace, PositionedNode } from "../positions/node.ts";

/** One thing of a file that can become records: a row, a map entry, a list element. */
export interface Item {
  readonly place: FilePlace;
  /** The map key it stands under, or its position in its list from 0. */
  readonly key: string;
  readonly index: number;
  /** The item it was found below, through a `*` of the mapping. */
  readonly parent?: Item;
  /** What it is itself, where it is more than a row. */
  readonly node?: PositionedNode;
  /** What stands at a path or in a column. */
  at(name: string): PositionedNode | string | undefined;
  /** The columns of the row, or the keys of the map. */
  names(): readonly string[];
}

/** The keys from the top to the item, joined by slashes. */
export function pathOf(item: Item): string {
  return item.parent ? `${pathOf(item.parent)}/${item.key}` : item.key;
}
