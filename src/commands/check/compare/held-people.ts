import { canonicalDigest } from "../../../canonical-digest.ts";
import { Directory } from "../../../correlate/directory.ts";
import type { DeclaredPerson } from "../../../model/declared/people.ts";
import { recordId } from "../../../model/record-id.ts";
import type { Notice } from "../../../model/report.ts";
import { personNames } from "../../access/estate-index.ts";
import type { OpenEstate } from "../../estate/open-estate.ts";
import type { DeclaredSide, DeclaredSides } from "./declared-sides.ts";

/**
 * Who there is may be declared, and still an entry of `access/people.yaml` could be used to hide a leaver: one that takes
 * the leaver's name is whom a role gives its access then, or makes the name mean two. So an entry that takes a name from
 * somebody whom the base knows by it is left out of the pull request's own check, or stays as the base has it.
 */
export async function holdPeople(
  sides: DeclaredSides,
  open: (side: DeclaredSide) => Promise<OpenEstate>,
): Promise<DeclaredSides> {
  const { base, head, notices } = sides;
  if (canonicalDigest(base.access.people.map(saying)) === canonicalDigest(head.access.people.map(saying))) return sides;
  const names = new Set(personNames(head.access));
  const taken = takenNames(names, await open(base), await open(head));
  const held = head.access.people.filter(({ name }) => taken.has(name));
  if (held.length === 0) return sides;
  const people = head.access.people.flatMap((person) =>
    taken.has(person.name) ? base.access.people.filter(({ name }) => name === person.name) : [person],
  );
  const mark = `${head.mark} without ${held.map(({ id }) => id).join(" ")}`;
  return {
    ...sides,
    head: { ...head, access: { ...head.access, people }, mark },
    notices: [...notices, ...held.map((person) => heldNotice(person, taken.get(person.name) ?? ""))],
  };
}

/** What an entry says, wherever it stands. */
function saying({ id, attributes }: DeclaredPerson) {
  return [id, attributes.map(({ name, value }) => [name, value])];
}

/** By the name of an entry: whose name it takes. */
function takenNames(names: ReadonlySet<string>, base: OpenEstate, head: OpenEstate): ReadonlyMap<string, string> {
  const [before, now] = [meanings(names, base), meanings(names, head)];
  const { principals } = head.estate;
  const subjectOf = (id: string) => head.correlation.subjects.ofPrincipal(principals.numberOf(id));
  const declared = new Map(head.access.people.map(({ name }) => [recordId("identity", "people", "git", name), name]));
  const taken = new Map<string, string>();
  for (const name of names) {
    const known = before(name);
    const fresh = now(name).filter((id) => !known.includes(id));
    for (const id of fresh) {
      const entry = declared.get(id);
      const other = known.find((one) => principals.numberOf(one) >= 0 && subjectOf(one) !== subjectOf(id));
      if (entry !== undefined && other !== undefined) taken.set(entry, other);
    }
  }
  return taken;
}

/** The records that a name leads to. */
function meanings(names: ReadonlySet<string>, { estate: { principals } }: OpenEstate): (name: string) => string[] {
  const directory = new Directory(principals, names);
  return (name) => directory.people(name).flatMap((number) => principals.identities[number]?.id ?? []);
}

function heldNotice({ id }: DeclaredPerson, other: string): Notice {
  const text = `${id} takes a name that means ${other} in the base: until this is merged it is judged as theirs`;
  return { code: "person-held", text };
}
