import { isWide, type State } from "../model/state.ts";
import { divider, widthOf } from "../text/fit.ts";

/** Columns of the list, and of the finding beside it; the latter has none where the list stands alone. */
export function paneWidths({ size }: Pick<State, "size">): readonly [list: number, detail: number] {
  if (!isWide({ size })) return [size.columns, 0];
  const list = Math.max(48, Math.floor(size.columns * 0.48));
  return [list, size.columns - list - widthOf(divider)];
}

/** Columns of what is read by itself: long lines are hard to read. */
export function readingWidth({ size }: Pick<State, "size">): number {
  return Math.max(20, Math.min(size.columns - 2, 120));
}
