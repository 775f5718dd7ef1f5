import type { Problem } from "../../errors.ts";
import type { DeclaredRole, RoleMember, Selector } from "../../model/declared/role.ts";
import type { PlacedReference } from "../../model/reference.ts";
import { nodeAt, type PositionedNode } from "../../positions/node.ts";
import { validate } from "../../positions/validate.ts";
import { type ObjectReader, objectReader } from "../object-reader.ts";
import type { AccessObject } from "../read-objects.ts";
import { RoleInput } from "../schema/role.ts";
import { personFields, requireField } from "../subject-fields.ts";

/** The role that an object of `access/roles` declares, or everything that is wrong with it. */
export function declareRole({ node, defaultId }: AccessObject): DeclaredRole | readonly Problem[] {
  const checked = validate(node, RoleInput);
  const reader = objectReader(node);
  const owner = reader.reference(["owner"], ["person", "group"]);
  const grants = reader.references(["grants"], ["entitlement", "group"]);
  const who = whoOfMembers(node, reader);
  if (!checked.ok) return [...checked.problems, ...reader.problems];
  const input = checked.value;
  const id = input.id ?? defaultId;
  if (id === undefined)
    reader.report({ code: "input/schema", message: "id is missing", next: "Add `id`: a list names each role." });
  const members = input.members.flatMap((written, index) => member(written, who[index]) ?? []);
  const selector = input.selector && selectorOf(input.selector, reader);
  if (input.members.length === 0 && selector === undefined) reader.report(nobody);
  if (input.birthright && selector === undefined) reader.report(birthrightOfNobody, ["birthright"]);
  if (id === undefined || owner === undefined || reader.problems.length > 0) return reader.problems;
  return {
    ...{ id, owner, grants, members },
    ...(selector && { selector }),
    birthright: input.birthright,
    ...(input.validUntil !== undefined && { validUntil: input.validUntil }),
    place: node.place,
  };
}

/** Whom each line of `members` names, in either way of writing it; undefined where that is no reference. */
function whoOfMembers(node: PositionedNode, reader: ObjectReader): (PlacedReference | undefined)[] {
  const list = nodeAt(node, ["members"]);
  const items = list?.type === "list" ? list.items : [];
  return items.map(({ type }, index) =>
    reader.reference(type === "map" ? ["members", index, "who"] : ["members", index], ["person", "nhi"]),
  );
}

function member(written: RoleInput["members"][number], who: PlacedReference | undefined): RoleMember | undefined {
  if (!who) return undefined;
  if (typeof written === "string") return { who };
  const { from, until, reason, ref } = written;
  return {
    who,
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    ...(reason !== undefined && { reason }),
    ...(ref !== undefined && { ref }),
  };
}

function selectorOf(input: NonNullable<RoleInput["selector"]>, reader: ObjectReader): Selector {
  const fields = Object.entries(input);
  // An empty selector would mean everybody there is.
  if (fields.length === 0) reader.report(emptySelector, ["selector"]);
  const terms = fields.map(([field, values]) => {
    const path = ["selector", field];
    requireField(field, personFields, reader, path);
    const texts = Array.isArray(values) ? values.map((_, index) => reader.text([...path, index])) : [reader.text(path)];
    return { field, values: texts, place: reader.place(path) };
  });
  return { terms, place: reader.place(["selector"]) };
}

const nobody = {
  code: "input/schema",
  message: "members and selector are both missing",
  next: "Add `members`, a `selector`, or both: a role that nobody has gives nothing.",
} as const;

const birthrightOfNobody = {
  code: "access/contradiction",
  message: "a birthright comes from attributes, and there is no selector",
  next: "Add a `selector`, or remove `birthright`.",
} as const;

const emptySelector = {
  code: "input/schema",
  message: "selector names no attribute",
  next: "Name one, such as {department: Payments}.",
} as const;
