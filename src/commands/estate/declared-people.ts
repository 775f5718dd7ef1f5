import { canonicalLine } from "../../canonical.ts";
import type { Config } from "../../config/config.ts";
import { EntitlintError } from "../../errors.ts";
import type { DeclaredPerson } from "../../model/declared/people.ts";
import type { SystemInput } from "../../model/estate-input.ts";
import { recordId } from "../../model/record-id.ts";
import type { Identity } from "../../model/records/identity.ts";

/** The system that people of `access/people.yaml` are records of: applications name it as their population. */
const system = "people";

/**
 * The people whom only Git knows, as a system that declares them; none where there are none.
 * @throws EntitlintError where a source has taken the system's name
 */
export function declaredPeople(people: readonly DeclaredPerson[], { sources }: Config, now: string): SystemInput[] {
  const [first] = people;
  if (!first) return [];
  const taken = sources.find((source) => source.system === system);
  if (taken) throw nameTaken(first);
  const lines = people.map((person) => ({ record: recordOf(person), place: person.place }));
  return [
    {
      ...{ system, role: "authoritative-identity", zone: "UTC", lines: {}, history: {} },
      kinds: {
        identity: {
          ...{ observedAt: now, completeness: "asserted", count: people.length, layout: "single" },
          fieldsRead: ["attributes", "emails", "kind", "rawStatus", "status", ...fields].toSorted(),
        },
      },
      declared: lines.map(({ record, place: { file = "", line = 1, column } }) => ({
        ...{ kind: "identity", id: record.id, json: canonicalLine(record) },
        declared: { file, line, ...(column && { column }) },
      })),
    },
  ];
}

/** Attributes that every record of a person has by these names; all others are attributes of its own. */
const fields = [
  ...["department", "title", "costCenter", "employmentType", "orgUnit"],
  ...["employeeId", "displayName", "userName"],
] as const;

function recordOf({ name, attributes }: DeclaredPerson): Identity {
  const isField = (attribute: { readonly name: string }) => fields.some((field) => field === attribute.name);
  const named = (list: DeclaredPerson["attributes"]) => Object.fromEntries(list.map((one) => [one.name, one.value]));
  return {
    id: recordId("identity", system, "git", name),
    ...{ kind: "human", status: "active", rawStatus: "declared" },
    ...(name.includes("@") ? { emails: [{ value: name, primary: true }] } : { userName: name }),
    ...named(attributes.filter(isField)),
    attributes: named(attributes.filter((attribute) => !isField(attribute))),
  };
}

function nameTaken({ place }: DeclaredPerson): EntitlintError {
  return new EntitlintError({
    code: "access/contradiction",
    message: `people are declared here as the system ${JSON.stringify(system)}, and a source reads one of that name`,
    place,
    next: "Give the source another name, or remove the file: it is for where Git itself is the directory.",
  });
}
