import type { LoadedEstate } from "../load/index.ts";
import { lastSecond } from "../load/moments.ts";
import type { Crossing } from "../model/crossing.ts";
import type { DeclaredTrust } from "../model/declared/trust.ts";
import { parseRecordId } from "../model/record-id.ts";
import type { ReachedGrant } from "./reached-grant.ts";

/** A tenant of a system; `text` is both, as access files write it. */
interface Space {
  readonly system: string;
  readonly text: string;
}

/** Finds grants that lead from one tenant of a system into another. */
export class Crossings {
  readonly #grants: LoadedEstate["grants"];
  /** By number of the entitlement. */
  readonly #targets: readonly (Space | undefined)[];
  readonly #trusts: ReadonlyMap<string, NonNullable<Crossing["trust"]>>;
  /** Systems of which somebody says what is agreed between their tenants. */
  readonly #told: ReadonlySet<string>;
  readonly #spaces = new Map<string, Space | undefined>();
  readonly #known = new Map<string, Crossing>();

  /** Undefined where no system has two tenants, so that nothing can lead from one into another. */
  static of(estate: LoadedEstate): Crossings | undefined {
    return hasTenants(estate) ? new Crossings(estate) : undefined;
  }

  private constructor({ access: { trusts }, entitlements, grants }: LoadedEstate) {
    this.#grants = grants;
    this.#targets = entitlements.map(({ id }) => spaceOf(id));
    this.#trusts = agreements(trusts);
    this.#told = new Set(trusts.flatMap(({ from, to }) => (from.system === to.system ? [to.system] : [])));
  }

  /** Notes on grants that somebody reaches, by the id of the record that reaches them, where they lead into another tenant. */
  note(reached: readonly ReachedGrant[], holder: string): void {
    const home = spaceOf(holder);
    for (const one of reached) {
      const target = this.#targets[this.#grants.entitlement(one.grant)];
      if (this.#grants.denies(one.grant) || (one.via === undefined && home?.text === target?.text)) continue;
      const way = [home, ...(one.via ?? []).map((id) => this.#spaceOf(id)), target];
      const crosses = this.#along(way.filter((space) => space !== undefined));
      if (crosses.length > 0) one.crosses = crosses;
    }
  }

  /** Whoever has a say on the way has to be let in where the way last is in the same system: what is agreed with one tenant holds for no other. */
  #along(way: readonly Space[]): Crossing[] {
    const arrived = new Map(way.map(({ system, text }) => [system, text]));
    const found = new Map<string, Crossing>();
    for (const { system, text: from } of way) {
      const to = arrived.get(system);
      if (to !== undefined && to !== from) found.set(from, this.#crossing(system, from, to));
    }
    return [...found.values()];
  }

  #crossing(system: string, from: string, to: string): Crossing {
    const key = pairOf(from, to);
    const known = this.#known.get(key);
    if (known) return known;
    const trust = this.#trusts.get(key);
    const crossing = { from, to, ...(trust && { trust }), ...(!this.#told.has(system) && { untold: true as const }) };
    this.#known.set(key, crossing);
    return crossing;
  }

  #spaceOf(id: string): Space | undefined {
    if (!this.#spaces.has(id)) this.#spaces.set(id, spaceOf(id));
    return this.#spaces.get(id);
  }
}

/** What was agreed, by pair; of two agreements about one pair the one that lasts longer. */
function agreements(trusts: readonly DeclaredTrust[]): Map<string, NonNullable<Crossing["trust"]>> {
  const found = new Map<string, NonNullable<Crossing["trust"]>>();
  for (const { from, to, until: day, place } of trusts) {
    const pair = pairOf(`${from.system}/${from.tenant}`, `${to.system}/${to.tenant}`);
    const until = lastSecond(day, "UTC");
    if ((found.get(pair)?.until ?? "") < until)
      found.set(pair, { until, declared: { file: place.file ?? "", line: place.line ?? 1 } });
  }
  return found;
}

/** Neither system nor tenant holds a space. */
function pairOf(from: string, to: string): string {
  return `${from} ${to}`;
}

function spaceOf(id: string): Space | undefined {
  const parsed = parseRecordId(id);
  return parsed && { system: parsed.system, text: `${parsed.system}/${parsed.tenant}` };
}

/** Whether records of some system lie in two tenants. */
function hasTenants({ principals, entitlements }: LoadedEstate): boolean {
  const { accounts, identities, groups, credentials } = principals;
  const tenants = new Map<string, string>();
  return [accounts, identities, groups, credentials, entitlements].some((rows) => isDivided(rows, tenants));
}

function isDivided(rows: readonly { readonly id: string }[], tenants: Map<string, string>): boolean {
  let before = "";
  for (const { id } of rows) {
    // Rows of one tenant stand together, and there may be a million of them.
    if (before !== "" && id.startsWith(before)) continue;
    const parsed = parseRecordId(id);
    if (!parsed) continue;
    const { kind, system, tenant } = parsed;
    before = `${kind}:${system}/${tenant}/`;
    if ((tenants.get(system) ?? tenant) !== tenant) return true;
    tenants.set(system, tenant);
  }
  return false;
}
