import type { Correlation } from "../correlate/index.ts";
import { counted } from "../counted.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { Blindness, Estate } from "../model/estate.ts";
import type { SystemInput } from "../model/estate-input.ts";
import type { SourceRole } from "../model/manifest.ts";
import type { Decided, Examined, Need, Rule } from "../model/rule.ts";
import { type BlindReasons, blindReasons } from "./blind-reasons.ts";
import { undeclared, unreadAnywhere } from "./blind-to-decisions.ts";
import { toldChecker } from "./blind-to-untold.ts";
import { Logged } from "./provisioning/logged.ts";
import { reviewChecker } from "./reviewed-places.ts";
import { WhatIsRead } from "./what-is-read.ts";

const rolesExamined: Readonly<Partial<Record<Examined, readonly SourceRole[]>>> = {
  account: ["application", "directory"],
  grant: ["application", "directory"],
  credential: ["application", "directory"],
  identity: ["authoritative-identity", "directory"],
  group: ["application", "directory"],
  entitlement: ["application", "directory"],
  app: ["application", "directory"],
};

/** Reasons of a rule that it cannot give in one place; `isAll` where it has no others to give. */
export interface PartBlindness extends BlindReasons {
  readonly rule: string;
  readonly app: string;
  readonly isAll: boolean;
}

/** Why each rule cannot be judged where it cannot: by rule, then by application or system. */
export function findBlindness(
  rules: readonly Rule[],
  estate: LoadedEstate,
  correlation: Correlation,
): Record<string, Record<string, Blindness>> {
  const read = new WhatIsRead(estate, correlation);
  const shares = linkedShares(estate, correlation);
  const notTold = toldChecker(estate, correlation);
  const unreviewed = reviewChecker(estate, correlation);
  const logged = new Logged(estate);
  const blind: Record<string, Record<string, Blindness>> = {};
  for (const rule of rules) {
    for (const place of placesOf(estate)) {
      if (!concerns(rule, read.systems.get(place))) continue;
      const reason =
        rule.examines === "channel" && !logged.has(place)
          ? unwatched(place, correlation)
          : firstUnmet(rule.needs, place);
      if (reason) blind[rule.id] = { ...blind[rule.id], [place]: reason };
    }
  }
  return blind;

  function firstUnmet(needs: readonly Need[], place: string): Blindness | undefined {
    for (const need of needs) {
      const reason = unmetBy(need, place);
      if (reason) return reason;
    }
    return undefined;
  }

  function unmetBy(need: Need, place: string): Blindness | undefined {
    if ("correlated" in need) return unlinked(need.correlated, place);
    if ("declared" in need) return undecided(need.declared, place);
    if ("oneOf" in need) return noneOf(need.oneOf, place);
    if ("told" in need) return notTold(need.told, place);
    if ("provisioning" in need) return logged.unread(need.provisioning, place);
    if ("anywhere" in need) return unreadAnywhere(need, estate.systems);
    return read.unmet(need, place);
  }

  function undecided(what: Decided, place: string): Blindness | undefined {
    return what === "reviews" || what === "campaigns"
      ? unreviewed(what, place)
      : undeclared(what, place, estate, correlation);
  }

  function noneOf(options: Extract<Need, { oneOf: unknown }>["oneOf"], place: string): Blindness | undefined {
    const reasons = options.map(({ kind, fields }) => read.unmet({ kind, of: "app", fields }, place));
    const [first] = reasons;
    if (!first || reasons.includes(undefined)) return undefined;
    return { code: first.code, text: [...new Set(reasons.flatMap((reason) => reason?.text ?? []))].join("; ") };
  }

  function unlinked(percent: number, place: string): Blindness | undefined {
    const share = shares.get(place);
    if (!share || share.accounts === 0 || (share.linked * 100) / share.accounts >= percent) return undefined;
    return {
      code: "correlation-not-set-up",
      text: `only ${share.linked} of ${counted(share.accounts, "account")} of ${place} found their person (${percent} % needed): correlation is not set up`,
    };
  }
}

/**
 * Which reasons of the rules that are not blind cannot be given in a place, by rule, then by application or system: they would
 * pass for having found nothing.
 */
export function findPartBlindness(
  rules: readonly Rule[],
  estate: LoadedEstate,
  correlation: Correlation,
  { blind }: Pick<Estate, "blind">,
): PartBlindness[] {
  const { systems } = new WhatIsRead(estate, correlation);
  const inReasons = blindReasons(estate, correlation);
  const logged = new Logged(estate);
  return rules.flatMap((rule) =>
    placesOf(estate)
      .filter((place) => concerns(rule, systems.get(place)) && !blind[rule.id]?.[place])
      .filter((place) => rule.examines !== "channel" || logged.has(place))
      .flatMap((app) => {
        const { blind: causes, isAll } = inReasons(rule, app);
        return causes.map((cause) => ({ rule: rule.id, app, ...cause, isAll }));
      }),
  );
}

/** A channel that is declared and that no log tells of; where none is, there is nothing to watch. */
function unwatched(place: string, { apps }: Correlation): Blindness | undefined {
  const channel = apps.get(place)?.lifecycle.channel;
  if (channel !== "scim" && channel !== "connector") return undefined;
  return {
    code: "not-collected",
    text: `no source tells what the channel of ${place} does (event and channel records)`,
  };
}

function placesOf({ systems, access }: LoadedEstate): string[] {
  return [...new Set([...systems.map(({ system }) => system), ...access.apps.map(({ id }) => id)])].sort();
}

/** Whether a rule counts anything in a place at all; elsewhere it is not blind, but pointless. */
function concerns(rule: Rule, system: SystemInput | undefined): boolean {
  const roles = rolesExamined[rule.examines];
  return !system || !roles || roles.includes(system.role);
}

function linkedShares(
  estate: LoadedEstate,
  correlation: Correlation,
): ReadonlyMap<string, { accounts: number; linked: number }> {
  const shares = new Map<string, { accounts: number; linked: number }>();
  estate.principals.accounts.forEach((row, number) => {
    const share = shares.get(row.system) ?? { accounts: 0, linked: 0 };
    shares.set(row.system, share);
    const link = correlation.links[number];
    share.accounts += 1;
    // Accounts of people who are gone have found them: that their keys work is what the share is to tell.
    if (link?.situation === "linked" || link?.situation === "deleted" || link?.by === "manual") share.linked += 1;
  });
  return shares;
}
