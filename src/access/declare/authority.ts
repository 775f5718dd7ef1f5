import type { Problem } from "../../errors.ts";
import type { DeclaredAuthority } from "../../model/declared/authority.ts";
import { validate } from "../../positions/validate.ts";
import { objectReader } from "../object-reader.ts";
import type { AccessObject } from "../read-objects.ts";
import { AuthorityInput } from "../schema/authority.ts";
import { fieldsOf, requireField } from "../subject-fields.ts";

/** Whose word counts for one field, as an object of `access/authority.yaml` says, or everything that is wrong with it. */
export function declareAuthority({ node }: AccessObject): DeclaredAuthority | readonly Problem[] {
  const checked = validate(node, AuthorityInput);
  if (!checked.ok) return checked.problems;
  const { field, from, level, app, transform, securityRelevant } = checked.value;
  const reader = objectReader(node);
  const of = field.startsWith("person.") ? "person" : "account";
  const name = field.slice(of.length + 1);
  requireField(name, fieldsOf(of === "person" ? "identity" : "account"), reader, ["field"]);
  if (of === "person" && app !== undefined) reader.report(appOfPerson, ["app"]);
  from.forEach((system, index) => {
    if (of === "person" && system === "app") reader.report(appAsPersons, ["from", index]);
  });
  if (reader.problems.length > 0) return reader.problems;
  return {
    field: { of, name },
    from: from.map((system, index) => ({ system, place: reader.place(["from", index]) })),
    level,
    ...(of === "account" && { app: { id: app ?? "*", place: reader.place(["app"]) } }),
    transform: typeof transform === "string" ? [transform] : transform,
    securityRelevant,
    place: node.place,
  };
}

const appOfPerson = {
  code: "access/contradiction",
  message: "app is for fields of accounts; a person is the same in every application",
  next: "Remove `app`, or name a field of accounts.",
} as const;

const appAsPersons = {
  code: "access/contradiction",
  message: "`app` means the application of an account, and a person has none",
  next: "Name the systems whose word counts.",
} as const;
