import type { Correlation } from "../correlate/index.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { Blindness } from "../model/estate.ts";
import type { SystemInput } from "../model/estate-input.ts";
import type { Told } from "../model/rule.ts";
import { isTold } from "./is-told.ts";
import { systemObservedAt } from "./observed-at.ts";
import { unreadKind } from "./unread-kind.ts";

/** Tells whether the facts that a need asks for are told at all; grants are looked through once, and only if asked. */
export function toldChecker(
  estate: LoadedEstate,
  { apps }: Correlation,
): (what: Told, place: string) => Blindness | undefined {
  let terms: ReadonlySet<string> | undefined;
  const systemNamed = (place: string) => estate.systems.find(({ system }) => system === place);
  return (what, place) => {
    if (what === "environments") return untoldEnvironments(estate);
    if (what === "sign-in") {
      return unreadSignIn(systemNamed(place), place, (apps.get(place)?.kinds.length ?? 0) > 0);
    }
    if (what === "past") return unreadBefore(systemNamed(place), place, estate);
    if (what === "purposes") return unreadPurposes(systemNamed(place), place);
    terms ??= systemsWithTerms(estate);
    if (terms.has(place)) return undefined;
    return {
      code: "no-terms",
      text: `no grant of ${place} has an end or has to be switched on first, so that nothing tells which could have`,
    };
  };
}

/** Two environments at least, or there is nothing that could be mixed. */
function untoldEnvironments({ environments, credentials, access }: LoadedEstate): Blindness | undefined {
  const told = new Set([
    ...environments,
    ...credentials.flatMap(({ keys }) => keys.environments ?? []),
    ...access.identities.map(({ environment }) => environment),
  ]);
  told.delete(undefined);
  if (told.size > 1) return undefined;
  return {
    code: "field-not-read",
    text: "neither a source nor access/apps tells which environments there are and what reaches them",
  };
}

function unreadSignIn(system: SystemInput | undefined, place: string, kindsTold: boolean): Blindness | undefined {
  const reason = unreadKind("account", place, system?.kinds.account);
  if (reason) return reason;
  const fieldsRead = system?.kinds.account?.fieldsRead ?? [];
  if (!kindsTold && !isTold(fieldsRead, "kind"))
    return { code: "field-not-read", text: `kind of account records of ${place} was not read` };
  if (["loginMethods", "mfa"].some((field) => isTold(fieldsRead, field))) return undefined;
  return { code: "field-not-read", text: `neither loginMethods nor mfa of account records of ${place} was read` };
}

/** What was seen for the first time in the only reading there is has no past. */
function unreadBefore(system: SystemInput | undefined, place: string, { past }: LoadedEstate): Blindness | undefined {
  const begun = past.begins.get(place);
  if (!system || (begun !== undefined && begun < systemObservedAt(system, begun))) return undefined;
  return { code: "no-past", text: `${place} was read only once, so that there is nothing to compare with` };
}

/** Of a machine that has no record of its own the registry tells the purpose. */
function unreadPurposes(system: SystemInput | undefined, place: string): Blindness | undefined {
  const entry = system?.kinds.identity;
  if (!entry) return undefined;
  if (["purpose", "purposeRef", "parentId"].some((field) => entry.fieldsRead.includes(field))) return undefined;
  return { code: "field-not-read", text: `purpose of identity records of ${place} was not read` };
}

function systemsWithTerms({ grants }: LoadedEstate): ReadonlySet<string> {
  const found = new Set<string>();
  for (let grant = 0; grant < grants.count; grant += 1) {
    if (grants.eligible(grant) || grants.expires(grant) !== undefined || grants.window(grant)?.to !== undefined)
      found.add(grants.system(grant));
  }
  return found;
}
