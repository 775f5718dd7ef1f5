import type { Problem } from "../../errors.ts";
import type { DeclaredWaiver, WaivedObject } from "../../model/declared/waiver.ts";
import type { PlacedReference } from "../../model/reference.ts";
import { validate } from "../../positions/validate.ts";
import { type ObjectReader, objectReader } from "../object-reader.ts";
import type { AccessObject } from "../read-objects.ts";
import { objectKinds } from "../reference.ts";
import { WaiverInput } from "../schema/waiver.ts";

/** The waiver that an object of `access/waivers` declares, or everything that is wrong with it. */
export function declareWaiver({ node, defaultId }: AccessObject): DeclaredWaiver | readonly Problem[] {
  const checked = validate(node, WaiverInput);
  const reader = objectReader(node);
  const exact = reader.reference(["object"], objectKinds);
  const owner = reader.reference(["owner"], ["person", "group"]);
  const approver = reader.reference(["approver"], ["person"]);
  if (!checked.ok) return [...checked.problems, ...reader.problems];
  const input = checked.value;
  const id = input.id ?? defaultId;
  if (id === undefined)
    reader.report({ code: "input/schema", message: "id is missing", next: "Add `id`: a list names each waiver." });
  const object = waivedObject(input, exact, reader);
  if (id === undefined || !object || !owner || !approver || reader.problems.length > 0) return reader.problems;
  const { rule, kind, reason, created, until, control, ticket } = input;
  return {
    id,
    rule: { id: rule, place: reader.place(["rule"]) },
    ...{ object, kind, owner, approver, reason, created, until },
    ...(control !== undefined && { control }),
    ...(ticket !== undefined && { ticket }),
    place: node.place,
  };
}

function waivedObject(
  { object }: WaiverInput,
  exact: PlacedReference | undefined,
  reader: ObjectReader,
): WaivedObject | undefined {
  if (typeof object === "object") return { kind: "pattern", ...object, place: reader.place(["object"]) };
  return exact && { kind: "exact", reference: exact };
}
