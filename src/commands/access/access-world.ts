import { expandRoles } from "../../access/expand-roles.ts";
import type { AccessWorld } from "../../access/lint/ground.ts";
import { Directory } from "../../correlate/directory.ts";
import { groupMembers } from "../../correlate/group-members.ts";
import { roleGround } from "../../correlate/role-ground.ts";
import { type Standing, standingOf } from "../../correlate/standing.ts";
import type { Subject } from "../../correlate/subjects.ts";
import type { AccessState, PlacedReference } from "../../model/access.ts";
import type { ExpectedAccess } from "../../model/declared/expected.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import { estateIndex, personNames } from "./estate-index.ts";
import { findLine } from "./find-line.ts";
import { wasRead } from "./was-read.ts";

/** The estate as what access files are checked against, at an instant; the files of another revision where they are given. */
export function accessWorld(open: OpenEstate, now: string, access: AccessState = open.access): AccessWorld {
  const { estate, correlation } = open;
  const { principals, systems } = estate;
  const { subjects } = correlation;
  const directory = new Directory(principals, personNames(access));
  const ofPrincipal = (id: string | undefined) =>
    id === undefined ? undefined : subjects.ofPrincipal(principals.numberOf(id));

  let expected: ExpectedAccess | undefined;

  function behind(reference: PlacedReference): Set<Subject> {
    switch (reference.kind) {
      case "person":
        return known(
          directory.people(reference.name).map((number) => subjects.ofPrincipal(principals.firstIdentity + number)),
        );
      case "group": {
        const [group, second] = directory.groups(reference.system, reference.name);
        return group === undefined || second !== undefined ? new Set() : groupMembers(group, estate, subjects);
      }
      case "nhi":
        return known([subjects.all.find(({ id }) => id === reference.id)]);
      case "account":
      case "record":
        return known([ofPrincipal(reference.id) ?? ofPrincipal(holderOf(findLine(reference.id, systems)))]);
      default:
        return new Set();
    }
  }

  function standing(reference: PlacedReference): ReturnType<AccessWorld["standing"]> {
    const all = [...behind(reference)];
    if (all.length === 0) {
      const { kind } = reference;
      const isEmpty = kind === "group" && directory.groups(reference.system, reference.name).length === 1;
      return isEmpty && wasRead(systems, "membership", reference.system) ? "nobody" : undefined;
    }
    const standings = new Set<Standing>(all.map((subject) => standingOf(subject, estate, correlation, now)));
    if (standings.has("here")) return "here";
    return standings.has("unknown") ? undefined : "left";
  }

  return {
    ...estateIndex(open, access),
    standing,
    subjectsOf: (reference) => [...behind(reference)].map(({ id }) => id),
    get expected() {
      expected ??= expandRoles(access.roles, roleGround(estate, correlation, now));
      return expected;
    },
  };
}

function known(subjects: readonly (Subject | undefined)[]): Set<Subject> {
  return new Set(subjects.filter((subject) => subject !== undefined));
}

/** Whose a grant or a membership is. */
function holderOf(line: string | undefined): string | undefined {
  if (line === undefined) return undefined;
  const record: unknown = JSON.parse(line);
  if (typeof record !== "object" || record === null) return undefined;
  const holder = "principal" in record ? record.principal : "member" in record ? record.member : undefined;
  return typeof holder === "string" ? holder : undefined;
}
