import type { Correlation } from "../correlate/index.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { AccessState, DeclaredIdentity } from "../model/access.ts";
import type { Blindness, PartBlindness } from "../model/estate.ts";
import type { Fact, Rule, Way } from "../model/rule.ts";
import { decisionChecker } from "./decision-checker.ts";
import type { Logged } from "./provisioning/logged.ts";
import { isBeside, type WhatIsRead } from "./what-is-read.ts";

/** What a rule could say in a place: what of it cannot be said because something was not read, and whether there is more. */
export interface ReasonsThere {
  readonly blind: readonly BlindReasons[];
  readonly isAll: boolean;
}

type BlindReasons = Blindness & Pick<PartBlindness, "reasons">;

type RecordFact = Extract<Fact, { kind: unknown }>;

/** Whether a way leads somewhere in a place. `aside`: nothing of the sort is there. `undecided`: access files would have to say more. */
type State = "open" | "aside" | "undecided" | Blindness;

/**
 * Tells which reasons of a rule rest, in every way that leads to them, on records or fields that were not read in a place.
 * What access files do not decide closes a way without blinding it: then there is nothing to be judged.
 */
export function blindReasons(
  estate: LoadedEstate,
  correlation: Correlation,
  { read, logged }: { readonly read: WhatIsRead; readonly logged: Logged },
): (rule: Rule, place: string) => ReasonsThere {
  const undecided = decisionChecker(estate, correlation);
  const { access } = estate;
  return ({ rests_on: ways }, place) => {
    const reasons = [...new Set(ways.flatMap((way) => way.reasons))];
    const states = new Map(ways.map((way) => [way, stateOfWay(way, place)]));
    let others = 0;
    const blind = new Map<string, BlindReasons>();
    for (const reason of reasons) {
      const of = ways.filter((way) => way.reasons.includes(reason)).map((way) => states.get(way) ?? "open");
      const [cause] = of.filter((state) => typeof state !== "string");
      if (of.every((state) => state === "aside")) continue;
      if (!cause || of.includes("open")) {
        others += 1;
        continue;
      }
      blind.set(cause.text, { ...cause, reasons: [...(blind.get(cause.text)?.reasons ?? []), reason] });
    }
    return { blind: [...blind.values()], isAll: others === 0 };
  };

  function stateOfWay({ facts }: Way, place: string): State {
    const states = facts.map((fact) => stateOf(fact, place));
    if (states.includes("aside")) return "aside";
    if (states.includes("undecided")) return "undecided";
    return states.find((state) => typeof state !== "string") ?? "open";
  }

  function stateOf(fact: Fact, place: string): State {
    if ("tenants" in fact) return "open";
    if ("registry" in fact) return fact.registry.every((key) => isRegistered(key, access)) ? "open" : "aside";
    if ("declared" in fact) return ofDecisions(fact.declared, place);
    return ofRecords(fact, place);
  }

  function ofDecisions(what: Extract<Fact, { declared: unknown }>["declared"], place: string): State {
    if (what === "emergencies") return access.breakglass.length > 0 ? "open" : "aside";
    // Where no agreement between tenants is declared, that is said of each access that would need one.
    if (what === "trusts") return "open";
    return undecided(what, place) === undefined ? "open" : "undecided";
  }

  function ofRecords(fact: RecordFact, place: string): State {
    const { kind, of, fields } = fact;
    if (of === "owners") return "open";
    if (of === "provisioning") return unlogged(kind, fields, place) ?? "open";
    if (isAside(fact, place, read)) return "aside";
    return (
      read.untoldByAll({ kind, of, fields: fields.filter((field) => !toldByReferences.has(field)) }, place) ?? "open"
    );
  }

  function unlogged(kind: string, fields: readonly string[], place: string): Blindness | undefined {
    for (const field of fields) {
      const reason = logged.unread([`${kind}.${field}`], place);
      if (reason) return reason;
    }
    return undefined;
  }
}

/** What a reference tells by leading to an account, a group or a key. */
const toldByReferences: ReadonlySet<string> = new Set(["principalType", "memberType"]);

/** Whether a place is none that such records could be of. */
function isAside({ kind, of, role }: RecordFact, place: string, read: WhatIsRead): boolean {
  const { systems } = read;
  const system = systems.get(place);
  // Nobody is above a directory that is its own population.
  if (of === "authority") return system?.role !== "directory" || read.authoritiesOf(place).length === 0;
  if (of !== "app") return role !== undefined && !read.peopleOf(place).some((name) => systems.get(name)?.role === role);
  if (role !== undefined && (system?.role ?? "application") !== role) return true;
  // Whoever only knows people, or only logs, has none of these; and few applications say who their accounts belong to.
  return isBeside(kind, system) || (!system?.kinds[kind] && !isExpected(kind, system?.role));
}

function isExpected(kind: string, role: string | undefined): boolean {
  if (kind !== "identity") return role === undefined || role === "application" || role === "directory";
  return role === "authoritative-identity" || role === "directory";
}

/** What the keys of a fact of the registry mean in its entries. */
const registered = {
  owner: ({ owner }) => owner !== undefined,
  ownerProposed: ({ proposed }) => proposed !== undefined,
  expires: ({ expires }) => expires !== undefined,
  onBehalfOf: ({ onBehalfOf }) => onBehalfOf !== undefined,
  environment: ({ environment }) => environment !== undefined,
} satisfies Record<string, (entry: DeclaredIdentity) => boolean>;

function isRegistered(key: keyof typeof registered, { identities }: AccessState): boolean {
  return identities.some((entry) => registered[key](entry));
}
