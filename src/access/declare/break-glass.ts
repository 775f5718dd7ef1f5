import type { Problem } from "../../errors.ts";
import type { DeclaredBreakGlass } from "../../model/declared/break-glass.ts";
import { validate } from "../../positions/validate.ts";
import { objectReader } from "../object-reader.ts";
import type { AccessObject } from "../read-objects.ts";
import { BreakGlassInput } from "../schema/break-glass.ts";

/** The emergency account that an object of `access/breakglass.yaml` declares, or everything that is wrong with it. */
export function declareBreakGlass({ node }: AccessObject): DeclaredBreakGlass | readonly Problem[] {
  const checked = validate(node, BreakGlassInput);
  const reader = objectReader(node);
  const account = reader.reference(["account"], ["account"]);
  const custodians = reader.references(["custodians"], ["person", "group"]);
  if (!checked.ok) return [...checked.problems, ...reader.problems];
  const { testedAt, allow } = checked.value;
  if (account === undefined || reader.problems.length > 0) return reader.problems;
  return {
    ...{ account, custodians, testedAt },
    allow: allow.map((id, index) => ({ id, place: reader.place(["allow", index]) })),
    place: node.place,
  };
}
