import type { Subject } from "../../../correlate/subjects.ts";
import type { OpenEstate } from "../../estate/open-estate.ts";
import { subjectNames } from "../../estate/subject-names.ts";
import { subjectDocuments } from "../../estate/subject-parts.ts";
import { goneLeavers, type Leaver } from "../../leavers/who.ts";

const people: ReadonlySet<Subject["kind"]> = new Set(["human", "external", "unknown"]);

/** Statuses of people who are here; what anything else means is for the policies to say. */
const here: ReadonlySet<string> = new Set(["active", "invited", "locked", "staged", "leave", "suspended"]);

/** Everybody who may have left: those of whom some record says so, and those of whom accounts alone are left. */
export function* mayHaveLeft(open: OpenEstate): Generator<Leaver> {
  const { estate, correlation } = open;
  const { identities } = estate.principals;
  const documentOf = subjectDocuments(open);
  const nameOf = subjectNames(open);
  for (const subject of correlation.subjects.all) {
    if (!people.has(subject.kind) || subject.unmatched || subject.machine) continue;
    const isMarked = subject.identities.some((number) => {
      const keys = identities[number]?.keys;
      const isDropped = (correlation.people.authoritative.get(number)?.gone?.length ?? 0) > 0;
      return keys && (!here.has(keys.status) || (keys.ends !== undefined && keys.ends < open.now) || isDropped);
    });
    if (!isMarked) continue;
    const name = nameOf(subject.id);
    yield { id: subject.id, ...(name !== undefined && { name }), document: documentOf(subject), subject };
  }
  const leaverOf = goneLeavers(open);
  for (const gone of correlation.ground.departed.remembered) {
    const leaver = leaverOf(gone);
    if (leaver) yield leaver;
  }
}
