import type { Problem } from "../../errors.ts";
import type { DeclaredConflict } from "../../model/declared/duties.ts";
import type { ReferenceKind } from "../../model/reference.ts";
import { validate } from "../../positions/validate.ts";
import { objectReader } from "../object-reader.ts";
import type { AccessObject } from "../read-objects.ts";
import { ConflictInput } from "../schema/duties.ts";

const sides: readonly ReferenceKind[] = ["tag", "entitlement", "group"];

/** The conflict of duties that an object of `access/sod.yaml` declares, or everything that is wrong with it. */
export function declareConflict({ node }: AccessObject): DeclaredConflict | readonly Problem[] {
  const checked = validate(node, ConflictInput);
  const reader = objectReader(node);
  const a = reader.references(["a"], sides);
  const b = reader.references(["b"], sides);
  if (!checked.ok) return [...checked.problems, ...reader.problems];
  if (reader.problems.length > 0) return reader.problems;
  const { id, severity, scope, reason } = checked.value;
  return { ...{ id, a, b, severity, scope }, ...(reason !== undefined && { reason }), place: node.place };
}
