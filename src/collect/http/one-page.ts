import { nodeBelow } from "../../mapping/tree-items.ts";
import type { Answer } from "../../network/http-client.ts";
import { RequestFailure } from "../../network/request-failure.ts";
import type { ListNode, MapNode, PositionedNode, ScalarNode } from "../../positions/node.ts";
import { rootOf } from "./read-list.ts";
import type { Read } from "./schema.ts";

/**
 * The item of an answer as a list of one, so that mappings find it where they find it in the whole list; under the key
 * that it has there, where items are told apart by keys. @throws RequestFailure where the answer is no item
 */
export function onePage(answer: Answer, { oneAt }: Read, names: ReadonlyMap<string, string>): ListNode | MapNode {
  const root = rootOf(answer);
  const item: PositionedNode | undefined = oneAt === undefined ? root : nodeBelow(root, oneAt);
  const what = `${answer.url.origin}${answer.url.pathname}`;
  if (item?.type !== "map") throw new RequestFailure("bad-answer", what, "the answer is not one item");
  const { place, start, end } = item;
  const key = names.get("$key");
  if (key === undefined) return { type: "list", items: [item], place, start, end };
  const keyNode: ScalarNode = { type: "scalar", value: key, text: key, place, start, end };
  return { type: "map", entries: [{ key, keyNode, node: item }], place, start, end };
}
