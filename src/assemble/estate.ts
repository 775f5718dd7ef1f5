import type { Correlation } from "../correlate/index.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { DeclaredApp } from "../model/access.ts";
import type { DeclaredConflict } from "../model/declared/duties.ts";
import type { Estate, EstateApp, ParamValue } from "../model/estate.ts";
import { type Rule, severitiesThatRise } from "../model/rule.ts";
import { authorityTable } from "./authority.ts";
import { createsAccounts } from "./blind-to-decisions.ts";
import { findBlindness } from "./blindness.ts";
import { decidedSystems } from "./decided-systems.ts";
import { usedOfGuests } from "./guests.ts";
import { systemObservedAt } from "./observed-at.ts";
import { toldBySource } from "./told-by-source.ts";

/** Parameters of every rule, defaults filled in, durations in whole seconds. */
export type Params = Readonly<Record<string, Readonly<Record<string, ParamValue>>>>;

/** Builds `data.estate`: what all documents share. */
export function buildEstate(
  estate: LoadedEstate,
  correlation: Correlation,
  judged: { readonly rules: readonly Rule[]; readonly params: Params; readonly now: string; readonly dates?: true },
): Estate {
  const systems = [...estate.systems].sort((a, b) => (a.system < b.system ? -1 : 1));
  const apps = [...new Set([...systems.map((system) => system.system), ...correlation.apps.keys()])].sort();
  const decidedIn = decidedSystems(estate, correlation);
  const guests = usedOfGuests(estate, correlation);
  const cutoffs: Estate["cutoffs"] = {};
  for (const place of apps) {
    const system = systems.find((candidate) => candidate.system === place);
    const observed = system ? systemObservedAt(system, judged.now) : judged.now;
    cutoffs[place] = cutoffsOf(observed, correlation.apps.get(place), place, judged);
  }
  return {
    run: { now: judged.now, now_seconds: Date.parse(judged.now) / 1000 },
    params: structuredClone(judged.params) as Estate["params"],
    cutoffs,
    apps: Object.fromEntries(
      apps.map((app) => [
        app,
        { ...estateApp(correlation.apps.get(app)), ...(decidedIn.has(app) && { decided: true as const }) },
      ]),
    ),
    sources: Object.fromEntries(
      systems.map((source) => {
        const { system, role } = source;
        const begun = estate.past.begins.get(system);
        const used = guests.get(system);
        const said = { ...(begun !== undefined && { firstLook: begun }), ...toldBySource(source) };
        return [system, { role, ...said, ...(used && { guests: [...used] }) }];
      }),
    ),
    severities: severitiesThatRise(judged.rules),
    ...(judged.dates && { dates: true as const }),
    ...(estate.access.sod.length > 0 && { sod: conflictsOf(estate.access.sod) }),
    ...(estate.access.authority.length > 0 && { authority: authorityTable(estate.access.authority) }),
    blind: findBlindness(judged.rules, estate, correlation),
  };
}

function conflictsOf(conflicts: readonly DeclaredConflict[]): Estate["sod"] {
  return Object.fromEntries(
    conflicts.map(({ id, severity, scope, reason }) => [id, { severity, scope, ...(reason && { reason }) }]),
  );
}

function cutoffsOf(
  observed: string,
  app: DeclaredApp | undefined,
  place: string,
  judged: { readonly rules: readonly Rule[]; readonly params: Params },
): Record<string, Record<string, string>> {
  const cutoffs: Record<string, Record<string, string>> = {};
  for (const rule of judged.rules) {
    for (const [name, param] of Object.entries(rule.params)) {
      if (param.type !== "duration") continue;
      const seconds =
        (name === "sla" ? app?.lifecycle.sla : undefined) ?? paramFor(judged.params[rule.id]?.[name], app, place);
      if (typeof seconds !== "number") continue;
      const cutoff = new Date(Date.parse(observed) - seconds * 1000);
      cutoffs[rule.id] = { ...cutoffs[rule.id], [name]: `${cutoff.toISOString().slice(0, 19)}Z` };
    }
  }
  return cutoffs;
}

/** The value of a parameter for one application: by its id, its tier (`tier1`), its channel, its mode, else `default`. */
export function paramFor(
  value: ParamValue | undefined,
  app: DeclaredApp | undefined,
  place: string,
): ParamValue | undefined {
  if (typeof value !== "object" || Array.isArray(value)) return value;
  const keys = [place, app && `tier${app.tier}`, app?.lifecycle.channel, app?.mode, "default"];
  for (const key of keys) {
    if (key && Object.hasOwn(value, key)) return value[key];
  }
  return undefined;
}

function estateApp(app: DeclaredApp | undefined): EstateApp {
  return {
    mode: app?.mode ?? "observe",
    tier: app?.tier ?? 2,
    declared: app !== undefined,
    people: app?.people.map((entry) => entry.system) ?? [],
    channel: app?.lifecycle.channel ?? "unknown",
    onLeave: app?.lifecycle.onLeave ?? "keep",
    deactivationBlocksUse: app?.lifecycle.deactivationBlocksUse ?? "no",
    localLogin: app?.localLogin ?? "allowed",
    ssoRequired: app?.ssoRequired ?? false,
    ...(createsAccounts(app) && { creates: true as const }),
  };
}
