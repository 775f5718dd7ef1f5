import type { Problem } from "../../errors.ts";
import type { BaselineEntry } from "../../model/declared/baseline.ts";
import { validate } from "../../positions/validate.ts";
import { objectReader } from "../object-reader.ts";
import type { AccessObject } from "../read-objects.ts";
import { BaselineInput } from "../schema/baseline.ts";

/** The known finding that an object of `access/baseline.yaml` holds, or everything that is wrong with it. */
export function declareBaselineEntry({ node }: AccessObject): BaselineEntry | readonly Problem[] {
  const checked = validate(node, BaselineInput);
  const reader = objectReader(node);
  const owner = reader.reference(["owner"], ["person", "group"]);
  if (!checked.ok) return [...checked.problems, ...reader.problems];
  const { fingerprint, found, title, severity, until } = checked.value;
  if (!owner) return reader.problems;
  const said = { ...(found && { found }), ...(severity && { severity }) };
  return { ...{ fingerprint, title, owner, until }, ...said, place: node.place };
}
