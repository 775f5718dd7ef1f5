import type { AccessState, PlacedReference } from "../model/access.ts";

/** A reference that some object holds. */
export interface HeldReference {
  readonly reference: PlacedReference;
  /** Whether it is no mistake that what it names is gone: it tells of what was, or of records that go every day. */
  readonly mayBeGone: boolean;
}

/** Every reference that declared objects hold, in the order of the objects. */
export function allReferences(state: AccessState): HeldReference[] {
  const { apps, roles, identities, sod, trusts, breakglass, links, waivers, reviews, baseline } = state;
  return [
    ...there(apps.flatMap(({ owner, groups = [] }) => [owner, ...groups.flatMap(({ group, from }) => [group, from])])),
    ...there(roles.flatMap(({ owner, grants, members }) => [owner, ...grants, ...members.map(({ who }) => who)])),
    ...identities.flatMap(({ accounts, owner, proposed, backup, onBehalfOf, tools }) => [
      ...perhapsGone(accounts),
      ...there([owner, proposed?.who, backup, onBehalfOf, ...tools]),
    ]),
    ...there(sod.flatMap(({ a, b }) => [...a, ...b])),
    ...there(trusts.map(({ owner }) => owner)),
    ...breakglass.flatMap(({ account, custodians }) => [...perhapsGone([account]), ...there(custodians)]),
    ...links.flatMap(({ account, person, by }) => [
      ...perhapsGone([account]),
      ...there([person]),
      ...perhapsGone([by]),
    ]),
    ...waivers.flatMap(({ object, owner, approver }) => [
      ...perhapsGone([object.kind === "exact" ? object.reference : undefined]),
      ...there([owner, approver]),
    ]),
    ...perhapsGone(reviews.flatMap(({ about, by }) => [about, by])),
    ...there(baseline.map(({ owner }) => owner)),
  ];
}

function there(references: readonly (PlacedReference | undefined)[]): HeldReference[] {
  return held(references, false);
}

function perhapsGone(references: readonly (PlacedReference | undefined)[]): HeldReference[] {
  return held(references, true);
}

function held(references: readonly (PlacedReference | undefined)[], mayBeGone: boolean): HeldReference[] {
  return references.flatMap((reference) => (reference ? [{ reference, mayBeGone }] : []));
}
