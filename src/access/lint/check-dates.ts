import type { Place, Problem } from "../../errors.ts";
import type { AccessState } from "../../model/access.ts";
import type { AccessCheck } from "./ground.ts";

/** What is over, what ends before it begins, and what is said to have happened on a day that has not come. */
export const checkDates: AccessCheck = ({ state, today }) => [
  ...spans(state).filter(isBackwards).map(backwards),
  ...spans(state)
    .filter(({ until }) => until !== undefined && until < today)
    .map(over),
  ...happened(state)
    .filter(({ at }) => at > today)
    .map(ahead),
];

interface Span {
  readonly what: string;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly place: Place;
  /** What to do about it when it is over. */
  readonly next: string;
}

function spans(state: AccessState): Span[] {
  return [
    ...state.roles.flatMap(({ id, members, validUntil, place }) => [
      { what: `the role ${id}`, until: validUntil, place, next: "Remove it, or decide on it anew." },
      ...members.map(({ who, from, until }) => ({
        ...{ what: `${who.text} in ${id}`, from, until },
        ...{ place: who.place, next: "Remove the line, or decide on it anew." },
      })),
    ]),
    ...state.identities.flatMap(({ id, expires, proposed, place }) => [
      { what: id, until: expires?.slice(0, 10), place, next: "Confirm it with a new end, or retire the machine." },
      { what: `the time to decide on ${id}`, until: proposed?.decideBy, place, next: "Name its owner." },
    ]),
    ...state.trusts.map(({ from, to, until, place }) => ({
      what: `the trust from ${from.system}/${from.tenant} to ${to.system}/${to.tenant}`,
      ...{ until, place, next: "Remove it, or agree on it anew." },
    })),
    ...state.links.map(({ account, until, place }) => ({
      ...{ what: `the link of ${account.text}`, until, place },
      next: "Remove it, or confirm it with a new `until`.",
    })),
    ...state.waivers.map(({ id, created, until, place }) => ({
      ...{ what: `the waiver ${id}`, from: created, until, place },
      next: "Remove it, or have it approved anew.",
    })),
    ...state.baseline.map(({ title, until, place }) => ({
      ...{ what: `the debt ${JSON.stringify(title)}`, until, place },
      next: "Mend what it is about, and remove the line.",
    })),
  ];
}

function happened(state: AccessState): { readonly what: string; readonly at: string; readonly place: Place }[] {
  return [
    ...state.apps.flatMap(({ id, fallbackDeactivation, place }) =>
      fallbackDeactivation?.testedAt === undefined
        ? []
        : [{ what: `the test of ${id}'s fallback`, at: fallbackDeactivation.testedAt, place }],
    ),
    ...state.breakglass.map(({ account, testedAt, place }) => ({
      what: `the test of ${account.text}`,
      ...{ at: testedAt, place },
    })),
    ...state.waivers.map(({ id, created, place }) => ({ what: `the waiver ${id}`, at: created, place })),
    ...state.reviews.map(({ about, at, place }) => ({
      what: `the decision on ${about.text}`,
      ...{ at: at.slice(0, 10), place },
    })),
  ];
}

function isBackwards({ from, until }: Span): boolean {
  return from !== undefined && until !== undefined && until < from;
}

function backwards({ what, from, until, place }: Span): Problem {
  return {
    code: "access/end-before-start",
    message: `${what} ends on ${until}, before it begins on ${from}`,
    place,
    next: "Mend the dates.",
  };
}

function over({ what, until, place, next }: Span): Problem {
  return { code: "access/expired", message: `${what} ended on ${until}`, place, next };
}

function ahead({ what, at, place }: { readonly what: string; readonly at: string; readonly place: Place }): Problem {
  return {
    code: "access/in-future",
    message: `${what} is dated ${at}, which has not come yet`,
    place,
    next: "Write the day on which it happened.",
  };
}
