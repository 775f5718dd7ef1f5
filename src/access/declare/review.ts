import type { Problem } from "../../errors.ts";
import type { DeclaredReview } from "../../model/declared/review.ts";
import { validate } from "../../positions/validate.ts";
import { objectReader } from "../object-reader.ts";
import type { AccessObject } from "../read-objects.ts";
import { objectKinds } from "../reference.ts";
import { ReviewInput } from "../schema/review.ts";

/** The decision that an object of `access/reviews` records, or everything that is wrong with it. */
export function declareReview({ node, file }: AccessObject): DeclaredReview | readonly Problem[] {
  const checked = validate(node, ReviewInput);
  const reader = objectReader(node);
  const whom = reader.reference(["subject"], ["person", "nhi"]);
  const what = reader.reference(["object"], objectKinds);
  const by = reader.reference(["by"], ["person"]);
  if (!checked.ok) return [...checked.problems, ...reader.problems];
  const { subject, object, decision, at, campaign } = checked.value;
  if (subject === undefined && object === undefined) reader.report(aboutNothing);
  if (subject !== undefined && object !== undefined) reader.report(aboutTwo, ["object"]);
  const about = whom ?? what;
  if (!about || !by || reader.problems.length > 0) return reader.problems;
  return { ...{ about, decision, by, at }, campaign: campaign ?? file.defaultId, place: node.place };
}

const aboutNothing = {
  code: "input/schema",
  message: "subject is missing",
  next: "Add `subject` (a person or machine), or `object` (a grant, an account …).",
} as const;

const aboutTwo = {
  code: "access/contradiction",
  message: "a decision is about a subject or about an object",
  next: "Remove one of them, or write two decisions.",
} as const;
