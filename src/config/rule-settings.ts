import { entryOf, type MapEntry, nodeAt, type PositionedNode } from "../positions/node.ts";
import { toPlain } from "../positions/to-plain.ts";
import type { ParamSetting, RuleSetting } from "./config.ts";
import { type ParamInput, RuleInput } from "./schema.ts";

const { level: Level, required: Required } = RuleInput.shape;
const Param = RuleInput.shape.params.unwrap().valueType;

/**
 * What a config says of rules, sorted by id. Parts that break the schema, which validation tells of, are left out, so that
 * the rest can be checked all the same.
 */
export function ruleSettings(root: PositionedNode): RuleSetting[] {
  const rules = entryOf(root, "rules")?.node;
  if (rules?.type !== "map") return [];
  return rules.entries.map(settingOf).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function settingOf({ key, keyNode, node }: MapEntry): RuleSetting {
  const { place } = keyNode;
  const level = Level.safeParse(plainAt(node, "level")).data;
  const required = Required.safeParse(plainAt(node, "required")).data ?? false;
  const params = nodeAt(node, ["params"]);
  return {
    id: key,
    ...(level && { level }),
    required,
    params: params?.type === "map" ? params.entries.flatMap(paramOf) : [],
    place,
  };
}

function paramOf({ key, keyNode, node }: MapEntry): ParamSetting[] {
  const value: ParamInput | undefined = Param.safeParse(toPlain(node)).data;
  if (value === undefined) return [];
  return [{ name: key, value, place: node.place, keyPlace: keyNode.place, within: placesWithin(node) }];
}

function placesWithin(node: PositionedNode): ParamSetting["within"] {
  if (node.type === "map") return new Map(node.entries.map(({ key, keyNode }) => [key, keyNode.place]));
  return new Map(node.type === "list" ? node.items.map(({ place }, index) => [index, place]) : []);
}

function plainAt(node: PositionedNode, key: string): unknown {
  const found = nodeAt(node, [key]);
  return found && toPlain(found);
}
