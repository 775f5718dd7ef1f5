import type { Place, Problem } from "../../errors.ts";
import { placeText } from "../../errors.ts";
import type { AccessState, PlacedReference } from "../../model/access.ts";
import type { RoleMember } from "../../model/declared/role.ts";
import { repeated } from "../repeated.ts";
import type { AccessCheck, AccessWorld } from "./ground.ts";

interface Item {
  readonly text: string;
  readonly place: Place;
}

interface List {
  /** How the list is called. */
  readonly name: string;
  readonly items: readonly (Item | PlacedReference)[];
}

/** What stands twice in one list. Of two lines for one member, one was forgotten when the other was written. */
export const checkLists: AccessCheck = ({ state, world }) => [
  ...listsOf(state).flatMap(({ name, items }) =>
    repeated(items, (item) => meaning(item, world)).map(([first, again]) => twice(name, first, again)),
  ),
  ...state.roles.flatMap(({ id, members }) => membersTwice(id, members, world)),
];

/** What a line of a list means: two names of one person are one, and so are two of one entitlement or group. */
function meaning(item: Item | PlacedReference, world: AccessWorld | undefined): string {
  if (!world || !("kind" in item)) return item.text;
  const [only, second] = idsOf(item, world);
  return only === undefined || second !== undefined ? item.text : only;
}

function idsOf(reference: PlacedReference, world: AccessWorld): readonly string[] {
  if (reference.kind === "person") return world.subjectsOf(reference);
  if (reference.kind === "entitlement") return world.findEntitlement(reference) ?? [];
  return reference.kind === "group" ? (world.findGroup(reference.system, reference.name) ?? []) : [];
}

function listsOf(state: AccessState): List[] {
  const list = (name: string, items: readonly PlacedReference[]): List => ({ name, items });
  return [
    ...state.apps.map(({ id, people }) => ({
      name: `people of ${id}`,
      items: people.map(({ system, place }) => ({ text: system, place })),
    })),
    ...state.roles.map(({ id, grants }) => list(`grants of ${id}`, grants)),
    ...state.identities.flatMap(({ id, accounts, tools }) => [
      list(`accounts of ${id}`, accounts),
      list(`tools of ${id}`, tools),
    ]),
    ...state.sod.flatMap(({ id, a, b }) => [list(`side a of ${id}`, a), list(`side b of ${id}`, b)]),
    ...state.authority.map(({ field, from }) => ({
      name: `from of ${field.of}.${field.name}`,
      items: from.map(({ system, place }) => ({ text: system, place })),
    })),
    ...state.breakglass.flatMap(({ account, custodians, allow }) => [
      list(`custodians of ${account.text}`, custodians),
      { name: `allow of ${account.text}`, items: allow.map(({ id, place }) => ({ text: id, place })) },
    ]),
  ];
}

/** One member may stand in several lines that do not overlap in time. */
function membersTwice(role: string, members: readonly RoleMember[], world: AccessWorld | undefined): Problem[] {
  const earlier = new Map<string, RoleMember[]>();
  return members.flatMap((again) => {
    const who = meaning(again.who, world);
    const lines = earlier.get(who) ?? [];
    earlier.set(who, [...lines, again]);
    const first = lines.find((one) => startsBeforeEnd(one, again) && startsBeforeEnd(again, one));
    return first ? [twice(`members of ${role}`, first.who, again.who)] : [];
  });
}

function startsBeforeEnd({ from }: RoleMember, { until }: RoleMember): boolean {
  return from === undefined || until === undefined || from <= until;
}

function twice(name: string, first: Item, again: Item): Problem {
  return {
    code: "access/listed-twice",
    message: `${again.text} stands twice in ${name}; first ${first.text === again.text ? "" : `as ${first.text} `}in ${placeText(first.place)}`,
    place: again.place,
    next: "Remove one of the two.",
  };
}
