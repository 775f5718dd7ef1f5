import type { Place } from "../errors.ts";
import type { AccessState } from "../model/access.ts";
import type { Ending } from "../model/forecast.ts";

/** Everything in access files that ends by itself on a day that is written down. */
export function declaredEnds(access: AccessState): Ending[] {
  return [
    ...access.waivers.map(({ id, until, place }) => ending("waiver", id, until, place)),
    ...access.baseline.map(({ title, until, place }) => ending("baseline entry", title, until, place)),
    ...access.identities.flatMap(({ id, expires, proposed, place }) => [
      ...(expires === undefined ? [] : [ending("machine", id, expires, place)]),
      ...(proposed === undefined ? [] : [ending("time to decide", id, proposed.decideBy, place)]),
    ]),
    ...access.roles.flatMap(({ id, validUntil, members, place }) => [
      ...(validUntil === undefined ? [] : [ending("role", id, validUntil, place)]),
      ...members.flatMap(({ who, until }) =>
        until === undefined ? [] : [ending("role member", `${who.text} in ${id}`, until, who.place)],
      ),
    ]),
    ...access.trusts.map(({ from, to, until, place }) =>
      ending("trust", `${from.system}/${from.tenant} to ${to.system}/${to.tenant}`, until, place),
    ),
    ...access.links.flatMap(({ account, until, place }) =>
      until === undefined ? [] : [ending("link", account.text, until, place)],
    ),
  ];
}

/** A date holds to its end in UTC. */
function ending(what: string, object: string, moment: string, { file, line }: Place): Ending {
  const place = file === undefined ? {} : { place: { file, line: line ?? 1 } };
  return { ends: moment.length > 10 ? moment : `${moment}T23:59:59Z`, what, object, ...place };
}
