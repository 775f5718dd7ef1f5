import { type Place, type Problem, placeText } from "../errors.ts";
import type { AccessState } from "../model/access.ts";
import type { WaivedObject } from "../model/declared/waiver.ts";
import { repeated } from "./repeated.ts";

/** Statements about one thing that cannot all be true. */
export function contradictingStatements(state: AccessState): Problem[] {
  return [
    ...twoPeople(state),
    ...twoAuthorities(state),
    ...twoTrusts(state),
    ...twoKinds(state),
    ...twoDecisions(state),
  ];
}

/** What accounts are linked by is one person's alone; a department or a place is many people's. */
function twoPeople({ people, apps }: AccessState): Problem[] {
  const linking = new Set(apps.flatMap(({ correlate }) => correlate.map(({ person }) => person)));
  const claims = people.flatMap(({ id, attributes }) =>
    attributes
      .filter(({ name }) => linking.has(name) || linking.has(`attributes.${name}`))
      .map((attribute) => ({ ...attribute, id })),
  );
  return repeated(claims, ({ name, value }) => JSON.stringify([name, value])).map(([first, again]) =>
    contradiction(`${again.name} ${again.value} is ${again.id}'s, and ${first.id}'s`, first.place, again.place),
  );
}

function twoAuthorities({ authority }: AccessState): Problem[] {
  const key = (entry: AccessState["authority"][number]) => {
    const app = entry.app ? ` of ${entry.app.id}` : "";
    return `${entry.field.of}.${entry.field.name}${app}`;
  };
  return repeated(authority, key).map(([first, again]) =>
    contradiction(`the authority for ${key(again)} is named a second time`, first.place, again.place),
  );
}

function twoTrusts({ trusts }: AccessState): Problem[] {
  const key = ({ from, to }: AccessState["trusts"][number]) =>
    `${from.system}/${from.tenant} to ${to.system}/${to.tenant}`;
  return repeated(trusts, key).map(([first, again]) =>
    contradiction(`the trust from ${key(again)} is declared a second time`, first.place, again.place),
  );
}

/** A finding is true and accepted, or it is wrong. */
function twoKinds({ waivers }: AccessState): Problem[] {
  return waivers.flatMap((again, index) =>
    waivers
      .slice(0, index)
      .filter((first) => first.kind !== again.kind && isAboutSame(first, again))
      .map((first) =>
        contradiction(
          `${again.id} calls ${again.rule.id} on ${objectText(again.object)} ${kindText[again.kind]}, and ${first.id} ${kindText[first.kind]}`,
          first.place,
          again.place,
        ),
      ),
  );
}

const kindText = { "accepted-risk": "an accepted risk", "false-positive": "a false positive" } as const;

type Waiver = AccessState["waivers"][number];

function isAboutSame(a: Waiver, b: Waiver): boolean {
  const isSame = a.rule.id === b.rule.id && objectText(a.object) === objectText(b.object);
  return isSame && a.created <= b.until && b.created <= a.until;
}

function objectText(object: WaivedObject): string {
  return object.kind === "exact" ? object.reference.text : object.pattern;
}

function twoDecisions({ reviews }: AccessState): Problem[] {
  const key = ({ about, at, campaign }: AccessState["reviews"][number]) => JSON.stringify([about.text, at, campaign]);
  return repeated(reviews, key)
    .filter(([first, again]) => first.decision !== again.decision)
    .map(([first, again]) =>
      contradiction(
        `${again.campaign} decides at ${again.at} to ${again.decision} ${again.about.text}, and to ${first.decision} it`,
        first.place,
        again.place,
      ),
    );
}

function contradiction(message: string, first: Place, again: Place): Problem {
  return {
    code: "access/contradiction",
    message: `${message} in ${placeText(first)}`,
    place: again,
    next: "Keep the statement that is true.",
  };
}
