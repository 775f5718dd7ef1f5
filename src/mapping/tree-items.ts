import type { Problem } from "../errors.ts";
import { entryOf, type PositionedNode } from "../positions/node.ts";
import type { Item } from "./item.ts";

/** The steps that lead to items: see the mapping's schema. */
export interface Steps {
  readonly each?: string | undefined;
  readonly recurse?: string | undefined;
  readonly inside?: string | undefined;
}

export interface FoundItems {
  readonly items: readonly Item[];
  /** False where the path of `each` leads to nothing in this file. */
  readonly reached: boolean;
  readonly problems: readonly Problem[];
}

/** The items of a parsed file that a mapping asks for, in the order of the file; `owner` is what all of them belong to. */
export function itemsOf(root: PositionedNode, { each, recurse, inside }: Steps, owner?: Item): FoundItems {
  const problems: Problem[] = [];
  if (each === undefined) {
    const items = root.type === "list" ? children(root, owner, problems) : [treeItem(root, "", 0, owner)];
    return { items, reached: true, problems };
  }
  const found = follow(root, owner, each, problems);
  const nested = recurse === undefined ? (found ?? []) : withNested(found ?? [], recurse, problems);
  const items = inside === undefined ? nested : nested.flatMap((item) => below(item, inside, problems));
  return { items, reached: found !== undefined, problems };
}

/** What stands at a dotted path below a node; `\.` is a dot within a key. */
export function nodeBelow(node: PositionedNode, path: string): PositionedNode | undefined {
  let here: PositionedNode | undefined = node;
  for (const key of stepsOf(path)) here = here && childOf(here, key);
  return here;
}

interface TreeItem extends Item {
  readonly node: PositionedNode;
}

function withNested(items: readonly TreeItem[], recurse: string, problems: Problem[]): TreeItem[] {
  return items.flatMap((item) => [item, ...withNested(below(item, recurse, problems), recurse, problems)]);
}

function below(item: TreeItem, path: string, problems: Problem[]): readonly TreeItem[] {
  return follow(item.node, item, path, problems) ?? [];
}

/** The items at the end of a path, or undefined where no branch of it exists; `owner` is the item they are found below. */
function follow(
  node: PositionedNode,
  owner: Item | undefined,
  path: string,
  problems: Problem[],
): readonly TreeItem[] | undefined {
  let here: readonly { readonly item: TreeItem; readonly owner: Item | undefined }[] = [
    { item: treeItem(node, "", 0, undefined), owner },
  ];
  for (const key of stepsOf(path)) {
    const before = here;
    if (key === "*") {
      here = before.flatMap((one) =>
        children(one.item.node, one.owner, problems).map((item) => ({ item, owner: item })),
      );
      continue;
    }
    here = before.flatMap((one) => {
      const child = childOf(one.item.node, key);
      return child ? [{ item: treeItem(child, key, 0, one.owner), owner: one.owner }] : [];
    });
    if (here.length === 0 && before.length > 0) return undefined;
  }
  return here.map(({ item }) => item);
}

function children(node: PositionedNode, parent: Item | undefined, problems: Problem[]): TreeItem[] {
  if (node.type === "list") return node.items.map((item, index) => treeItem(item, String(index), index, parent));
  if (node.type === "map")
    return node.entries.map((entry, index) => treeItem(entry.node, entry.key, index, parent, entry.keyNode));
  if (node.value !== null)
    problems.push({
      code: "collect/not-a-list",
      message: `a list or a map is expected here, not ${JSON.stringify(node.text.slice(0, 40))}`,
      place: node.place,
      next: "Correct the path of the mapping, or the file.",
    });
  return [];
}

function treeItem(
  node: PositionedNode,
  key: string,
  index: number,
  parent: Item | undefined,
  keyNode?: PositionedNode,
): TreeItem {
  const place = (keyNode ?? node).place;
  return {
    ...{ place, key, index, node },
    ...(parent && { parent }),
    at: (name) => nodeBelow(node, name),
    names: () => (node.type === "map" ? node.entries.map((entry) => entry.key) : []),
  };
}

function childOf(node: PositionedNode, key: string): PositionedNode | undefined {
  if (node.type === "list") return /^\d+$/.test(key) ? node.items[Number(key)] : undefined;
  return entryOf(node, key)?.node;
}

function stepsOf(path: string): readonly string[] {
  return path.split(/(?<!\\)\./).map((part) => part.replaceAll("\\.", "."));
}
