import type { Correlation } from "../correlate/index.ts";
import { counted } from "../counted.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { Blindness, Estate, PartBlindness } from "../model/estate.ts";
import type { SystemInput } from "../model/estate-input.ts";
import type { SourceRole } from "../model/manifest.ts";
import type { Examined, Need, Rule } from "../model/rule.ts";
import { blindReasons } from "./blind-reasons.ts";
import { unreadAnywhere } from "./blind-to-decisions.ts";
import { toldChecker } from "./blind-to-untold.ts";
import { decisionChecker } from "./decision-checker.ts";
import { Logged } from "./provisioning/logged.ts";
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

/** Why each rule cannot be judged where it cannot: by rule, then by application or system. */
export function findBlindness(
  rules: readonly Rule[],
  estate: LoadedEstate,
  correlation: Correlation,
): Record<string, Record<string, Blindness>> {
  const read = new WhatIsRead(estate, correlation);
  const shares = linkedShares(estate, correlation);
  const notTold = toldChecker(estate, correlation);
  const undecided = decisionChecker(estate, correlation);
  const logged = new Logged(estate);
  const places = placesOf(estate);
  const blind: Record<string, Record<string, Blindness>> = {};
  for (const rule of rules) {
    for (const place of places) {
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
  const read = new WhatIsRead(estate, correlation);
  const logged = new Logged(estate);
  const inReasons = blindReasons(estate, correlation, { read, logged });
  const places = placesOf(estate);
  return rules.flatMap((rule) =>
    places
      .filter((place) => concerns(rule, read.systems.get(place)) && !blind[rule.id]?.[place])
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
