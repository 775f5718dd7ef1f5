import type { Correlation } from "../correlate/index.ts";
import { peopleSystems } from "../correlate/population.ts";
import { counted } from "../counted.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { Blindness } from "../model/estate.ts";
import type { SystemInput } from "../model/estate-input.ts";
import type { SourceRole } from "../model/manifest.ts";
import type { RecordKind } from "../model/record-id.ts";
import type { Decided, Examined, Need, Rule } from "../model/rule.ts";
import { undeclared, unreadAnywhere } from "./blind-to-decisions.ts";
import { toldChecker } from "./blind-to-untold.ts";
import { isTold } from "./is-told.ts";
import { Logged } from "./provisioning/logged.ts";
import { reviewChecker } from "./reviewed-places.ts";

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
  const systems = new Map(estate.systems.map((system) => [system.system, system]));
  const places = new Set([...systems.keys(), ...estate.access.apps.map((app) => app.id)]);
  const shares = linkedShares(estate, correlation);
  const notTold = toldChecker(estate, correlation);
  const unreviewed = reviewChecker(estate, correlation);
  const logged = new Logged(estate);
  const blind: Record<string, Record<string, Blindness>> = {};
  for (const rule of rules) {
    for (const place of [...places].sort()) {
      if (!concerns(rule, systems.get(place)) || (rule.examines === "channel" && !logged.has(place))) continue;
      const reason = firstUnmet(rule.needs, place);
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
    return unmet(need, place);
  }

  function undecided(what: Decided, place: string): Blindness | undefined {
    return what === "reviews" || what === "campaigns"
      ? unreviewed(what, place)
      : undeclared(what, place, estate, correlation);
  }

  function unmet(need: Extract<Need, { of: string }>, place: string): Blindness | undefined {
    const system = systems.get(place);
    if (need.of === "app" && isBeside(need.kind, system)) return undefined;
    if (need.of === "app") return unread(system, place, need.kind, need.fields.filter(untold(need.kind, place)));
    if (need.of === "authority" && system?.role !== "directory") return undefined;
    const people = need.of === "authority" ? authoritiesOf(place) : peopleOf(place);
    if (people.length === 0) {
      return {
        code: "no-population",
        text: `nothing says where the people of ${place} come from (people: in access/apps/${place}.yaml)`,
      };
    }
    for (const system of people) {
      const reason = unread(systems.get(system), system, need.kind, need.fields);
      if (reason) return reason;
    }
    return undefined;
  }

  function noneOf(options: Extract<Need, { oneOf: unknown }>["oneOf"], place: string): Blindness | undefined {
    const reasons = options.map(({ kind, fields }) => unmet({ kind, of: "app", fields }, place));
    const [first] = reasons;
    if (!first || reasons.includes(undefined)) return undefined;
    return { code: first.code, text: [...new Set(reasons.flatMap((reason) => reason?.text ?? []))].join("; ") };
  }

  /** Where `access/apps` tells people from machines, or what is privileged, the system itself need not. */
  function untold(kind: RecordKind, place: string): (field: string) => boolean {
    const { kinds = [], entitlements = [] } = correlation.apps.get(place) ?? {};
    const tellsKinds = kind === "account" && kinds.length > 0;
    const tellsPrivilege = kind === "entitlement" && entitlements.some(({ privileged }) => privileged !== undefined);
    return (field) => !((tellsKinds && field === "kind") || (tellsPrivilege && field === "privileged"));
  }

  /** A directory or an HR system without declared people is its own population. */
  function peopleOf(place: string): readonly string[] {
    const people = peopleSystems(correlation.apps.get(place));
    if (people.length > 0) return people;
    const role = systems.get(place)?.role;
    return role === "directory" || role === "authoritative-identity" ? [place] : [];
  }

  /** Where a directory takes its people from; one that is its own population has nobody above it. */
  function authoritiesOf(place: string): readonly string[] {
    return peopleSystems(correlation.apps.get(place)).filter((system) => system !== place);
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

const kindsOfApplications: ReadonlySet<RecordKind> = new Set(["account", "grant", "credential", "entitlement"]);

/** Whether a system could never have records of a kind: HR has people, and no accounts. */
function isBeside(kind: RecordKind, system: SystemInput | undefined): boolean {
  if (!system || !kindsOfApplications.has(kind)) return false;
  return system.role !== "application" && system.role !== "directory";
}

/** Whether a rule counts anything in a place at all; elsewhere it is not blind, but pointless. */
function concerns(rule: Rule, system: SystemInput | undefined): boolean {
  const roles = rolesExamined[rule.examines];
  return !system || !roles || roles.includes(system.role);
}

function unread(
  system: SystemInput | undefined,
  name: string,
  kind: RecordKind,
  fields: readonly string[],
): Blindness | undefined {
  const own = system?.kinds[kind];
  // A directory's users are its accounts, so what was read of the one was read of the other.
  const entry = own ?? (kind === "account" && system?.role === "directory" ? system.kinds.identity : undefined);
  if (!entry || entry.completeness === "not-collected") {
    return { code: "not-collected", text: `no ${kind} records of ${name} were collected` };
  }
  if (entry.completeness === "denied" || entry.completeness === "partial") {
    return { code: entry.completeness, text: `the ${kind} records of ${name} are ${entry.completeness}` };
  }
  const missing = fields.filter((field) => !isTold(entry.fieldsRead, field));
  if (missing.length === 0) return undefined;
  return { code: "field-not-read", text: `${missing.join(", ")} of ${kind} records of ${name} was not read` };
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
