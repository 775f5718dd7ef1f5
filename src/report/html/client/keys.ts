/** What a key asks for; undefined where it is somebody's text, or the browser's. */
export type Wish = "search" | "next" | "previous" | "close" | "clear";

/** Where the keyboard is. */
export interface Focus {
  /** In the box for words. */
  readonly searching: boolean;
  /** In something else that takes keys for itself: a list, a box, a button. */
  readonly filling: boolean;
  /** In the list of findings. */
  readonly reading: boolean;
}

const anywhere: Readonly<Record<string, Wish>> = { "/": "search", j: "next", k: "previous" };
const inList: Readonly<Record<string, Wish>> = { ArrowDown: "next", ArrowUp: "previous", Escape: "close" };
const inSearch: Readonly<Record<string, Wish>> = { Escape: "clear", Enter: "next", ArrowDown: "next" };

export function wishOf(key: string, { searching, filling, reading }: Focus): Wish | undefined {
  if (searching) return inSearch[key];
  if (filling) return undefined;
  return (reading ? inList[key] : undefined) ?? anywhere[key];
}
