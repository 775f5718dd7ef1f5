import type { Collector } from "../../collect/collector.ts";
import type { AnyKindReads, When } from "../../collect/reads.ts";
import type { RecordKind } from "../../model/record-id.ts";
import type { Fact, Party, Rule } from "../../model/rule.ts";

/** What a collector can do for one way to a reason, as far as the facts of one party go. */
export interface Supply {
  /** What the collector never fills, as `account.expiresAt`; none where it can feed the way. */
  readonly missing: readonly string[];
  /** What has to hold, all of it; each a list of which one thing is enough. */
  readonly only: readonly (readonly string[])[];
}

/** One reason of a rule, and what a collector does for each way to it. */
export interface FedReason {
  readonly reason: string;
  readonly ways: readonly Supply[];
}

/** One rule, one collector, and what its records are to the rule: the system that is judged, its people, and so on. */
export interface Cell {
  readonly rule: string;
  readonly collector: string;
  readonly party: Party;
  /** Who decides what is filled, where it is not the collector. */
  readonly by: "mapping" | "program" | undefined;
  readonly reasons: readonly FedReason[];
}

type RecordFact = Extract<Fact, { kind: RecordKind }>;

const parties = ["app", "people", "authority", "owners", "provisioning"] as const satisfies readonly Party[];
const registered = "for machines that `access/identities` names";
const decided = {
  access: "for what `access/roles` names",
  duties: "for duties that `access/sod.yaml` names",
  mapping: "for groups that `groups` of the application's access file names",
  emergencies: "for accounts that `access/breakglass.yaml` names",
  trusts: "where `access/trusts.yaml` says anything of the system's tenants",
  creation: "for applications whose access file says with `lifecycle.covers` that a channel makes accounts",
  sso: "for applications whose access file has `ssoRequired` or forbids `localLogin`",
  reviews: "for what `access/reviews`, or records of reviews, decide about",
  campaigns: "where reviews are known of most accounts",
  authority: "for fields that `access/authority.yaml` names",
} as const;
const declaredKinds = "with `kinds` in the application's access file";
const declaredRights = "with `entitlements` in the application's access file";

/**
 * Every cell of the table of these rules and collectors: rules that ask nothing of a party have none there. What is
 * decided about waivers, and what is said of applications alone, stands in access files, which no collector reads.
 */
export function feedingCells(rules: readonly Rule[], collectors: readonly Collector[]): Cell[] {
  const ofRecords = rules.filter(({ scope, rests_on: ways }) => {
    const isOfFiles = scope === "app" && ways.every(({ facts }) => facts.length === 0);
    return scope !== "waiver" && !isOfFiles;
  });
  return ofRecords.flatMap((rule) =>
    parties
      .filter((party) => isAskedOf(party, rule))
      .flatMap((party) => collectors.map((collector) => cellOf(rule, collector, party))),
  );
}

/** The system that is judged is asked by every rule, unless a log tells all of it. */
function isAskedOf(party: Party, rule: Rule): boolean {
  if (party === "app" && !isLogged(rule)) return true;
  return rule.rests_on.some(({ facts }) => factsOf(facts, party).length > 0);
}

/** Whether the facts of a rule stand in logs of provisioning. */
function isLogged({ rests_on: ways }: Rule): boolean {
  return ways.some(({ facts }) => factsOf(facts, "provisioning").length > 0);
}

function cellOf(rule: Rule, collector: Collector, party: Party): Cell {
  const reasons = [...new Set(rule.rests_on.flatMap((way) => way.reasons))];
  const { reads } = collector;
  return {
    ...{ rule: rule.id, collector: collector.name, party },
    by: typeof reads === "string" ? reads : undefined,
    reasons: reasons.flatMap((reason) => {
      const ways = rule.rests_on
        .filter((way) => way.reasons.includes(reason))
        .filter(({ facts }) => (party === "app" && !isLogged(rule)) || factsOf(facts, party).length > 0)
        .map(({ facts }) => together(factsOf(facts, party).map((fact) => supplyOf(fact, collector))));
      return ways.length > 0 ? [{ reason, ways }] : [];
    }),
  };
}

/** The facts that a party has to tell. What the registry holds is asked of the system that the machine is in. */
function factsOf(facts: readonly Fact[], party: Party): Fact[] {
  return facts.filter((fact) => ("of" in fact ? fact.of === party : party === "app"));
}

function supplyOf(fact: Fact, { reads }: Collector): Supply {
  if ("registry" in fact) return { missing: [], only: [[registered]] };
  if ("declared" in fact) return { missing: [], only: [[decided[fact.declared]]] };
  if (typeof reads === "string") return { missing: [], only: [] };
  // Every other collector puts all that it reads into the source's own tenant.
  if ("tenants" in fact) return { missing: ["id: of several tenants"], only: [] };
  const told: AnyKindReads | undefined = reads[fact.kind] ?? (isAccountOfDirectory(fact) ? reads.identity : undefined);
  if (!told) return { missing: [fact.kind], only: [] };
  return together([
    { missing: [], only: told.only === undefined ? [] : [[told.only]] },
    ...fact.fields.map((field) => supplyOfField(fact.kind, field, told)),
    ...Object.entries(fact.values).map(([field, wanted]) => supplyOfValues(fact.kind, field, wanted, told)),
  ]);
}

/** A directory's users are its accounts, unless the fact is about applications alone. */
function isAccountOfDirectory({ kind, role }: RecordFact): boolean {
  return kind === "account" && role !== "application";
}

function supplyOfField(kind: RecordKind, field: string, { fields, some = {} }: AnyKindReads): Supply {
  if (fields.includes(field)) return { missing: [], only: [] };
  const conditions = Object.values(some).flatMap((part) => (part.fields.includes(field) ? [part.only] : []));
  if (kind === "entitlement" && field === "privileged") conditions.push(declaredRights);
  return conditions.length > 0 ? { missing: [], only: [conditions] } : { missing: [`${kind}.${field}`], only: [] };
}

function supplyOfValues(kind: RecordKind, field: string, wanted: readonly string[], told: AnyKindReads): Supply {
  const values = told.values?.[field];
  if (values === undefined) return { missing: [], only: [] };
  const conditions = wanted.map((value): When | undefined => values[value]);
  // What the system leaves open, the application's own file may say.
  if (kind === "account" && field === "kind" && values.unknown === true) conditions.push(declaredKinds);
  if (conditions.includes(true)) return { missing: [], only: [] };
  const only = [...new Set(conditions.flatMap((when) => (typeof when === "string" ? [when] : [])))];
  return only.length > 0
    ? { missing: [], only: [only] }
    : { missing: [`${kind}.${field}: ${wanted.join(", ")}`], only: [] };
}

/** What has to come together; of a list of which one is enough, nothing is left where one of it has to hold anyhow. */
function together(supplies: readonly Supply[]): Supply {
  const all = supplies.flatMap(({ only }) => only);
  const alone = new Set(all.flatMap((list) => (list.length === 1 ? list : [])));
  const open = all.filter((list) => list.length > 1 && !list.some((one) => alone.has(one)));
  const byText = new Map(open.map((list) => [list.join("\n"), list]));
  return {
    missing: [...new Set(supplies.flatMap(({ missing }) => missing))],
    only: [...[...alone].map((one) => [one]), ...byText.values()],
  };
}
