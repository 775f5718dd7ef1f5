import type { Problem } from "../../errors.ts";
import type { DeclaredPerson } from "../../model/declared/people.ts";
import { validate } from "../../positions/validate.ts";
import { objectReader } from "../object-reader.ts";
import type { AccessObject } from "../read-objects.ts";
import { PersonInput } from "../schema/people.ts";

/** The person that an object of `access/people.yaml` declares, or everything that is wrong with it. */
export function declarePerson({ node }: AccessObject): DeclaredPerson | readonly Problem[] {
  const checked = validate(node, PersonInput);
  const reader = objectReader(node);
  const person = reader.reference(["id"], ["person"]);
  if (!checked.ok) return checked.problems;
  if (person?.kind !== "person") return reader.problems;
  const { id: _, ...attributes } = checked.value;
  return {
    id: person.text,
    name: person.name,
    attributes: Object.keys(attributes).map((name) => ({
      name,
      // As it was written: a number's leading zeros are part of it.
      value: reader.text([name]),
      place: reader.place([name]),
    })),
    place: node.place,
  };
}
