import type { Problem } from "../../errors.ts";
import type { DeclaredLink } from "../../model/access.ts";
import { validate } from "../../positions/validate.ts";
import { objectReader } from "../object-reader.ts";
import type { AccessObject } from "../read-objects.ts";
import { LinkInput } from "../schema/link.ts";

/** The link that an object of `access/links.yaml` makes by hand, or everything that is wrong with it. */
export function declareLink({ node }: AccessObject): DeclaredLink | readonly Problem[] {
  const checked = validate(node, LinkInput);
  const reader = objectReader(node);
  const account = reader.reference(["account"], ["account"]);
  const person = reader.reference(["person"], ["person"]);
  const by = reader.reference(["by"], ["person"]);
  if (!checked.ok) return [...checked.problems, ...reader.problems];
  const { reason, until } = checked.value;
  if (account === undefined || reader.problems.length > 0) return reader.problems;
  return {
    account,
    ...(person && { person }),
    ...(reason !== undefined && { reason }),
    ...(by && { by }),
    ...(until !== undefined && { until }),
    place: node.place,
  };
}
