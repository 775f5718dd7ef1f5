import type { Named } from "../correlate/declared/named.ts";
import type { Correlation } from "../correlate/index.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { DeclaredApp } from "../model/access.ts";
import type { Blindness } from "../model/estate.ts";
import type { Decided, Need } from "../model/rule.ts";
import { withoutAuthority } from "./authority.ts";
import { unreadKind } from "./unread-kind.ts";

/** Where nothing was decided there is nothing to hold access against: that is no pass. */
export function undeclared(
  what: Exclude<Decided, "reviews" | "campaigns">,
  place: string,
  estate: LoadedEstate,
  { declared, apps }: Correlation,
): Blindness | undefined {
  const { access, systems } = estate;
  const code = "nothing-declared";
  if (what === "duties") {
    if (access.sod.length > 0) return undefined;
    return { code, text: "access/sod.yaml declares no conflict of duties" };
  }
  if (what === "mapping") return unmapped(place, estate, apps);
  if (what === "authority") return withoutAuthority(place, estate);
  if (what === "emergencies") return withoutEmergencies(place, estate);
  if (what === "creation" || what === "sso") return unsaid(what, place, apps.get(place));
  const isSaid =
    (declared?.named.systems.size ?? 0) > 0 || [...apps.values()].some(({ mode }) => mode === "exhaustive");
  if (!isSaid) return { code, text: "no role of access/roles says who is to hold what" };
  const role = systems.find(({ system }) => system === place)?.role;
  if (declared?.named.systems.has(place)) return unreadSide(place, estate, declared.named);
  if (apps.get(place)?.mode === "exhaustive") return undefined;
  // Nothing is held in a system that only knows people.
  if (role !== undefined && role !== "application" && role !== "directory") return undefined;
  return { code, text: `no role gives anybody anything in ${place}` };
}

/** Groups that nothing fills have nothing to be held against. */
function unmapped(place: string, { principals }: LoadedEstate, apps: Correlation["apps"]): Blindness | undefined {
  const isMapped =
    (apps.get(place)?.groups ?? []).length > 0 ||
    principals.groups.some(({ keys }) => keys.fills?.some(({ app }) => app === place));
  if (isMapped) return undefined;
  const text = `nothing says which groups of ${place} a directory fills (groups: in access/apps/${place}.yaml)`;
  return { code: "nothing-declared", text };
}

/** Where nobody says which accounts are for emergencies, there may be all that it takes, or none. */
function withoutEmergencies(place: string, { access }: LoadedEstate): Blindness | undefined {
  if (access.breakglass.some(({ account }) => account.kind === "account" && account.system === place)) return undefined;
  return { code: "nothing-declared", text: `access/breakglass.yaml declares no emergency account of ${place}` };
}

/** What the access file of an application would have to say. */
function unsaid(what: "creation" | "sso", place: string, app: DeclaredApp | undefined): Blindness | undefined {
  const isSaid = what === "creation" ? createsAccounts(app) : app?.ssoRequired || app?.localLogin === "forbidden";
  if (isSaid) return undefined;
  const text =
    what === "creation"
      ? `nothing says that a channel makes the accounts of ${place} (lifecycle.covers in access/apps/${place}.yaml)`
      : `nothing demands that people sign in to ${place} through the directory (ssoRequired in access/apps/${place}.yaml)`;
  return { code: "nothing-declared", text };
}

/** Whether an application's channel makes its accounts. */
export function createsAccounts(app: DeclaredApp | undefined): boolean {
  return app?.lifecycle.covers?.users.includes("create") ?? false;
}

/** A fact of people that any of their sources may tell. */
export function unreadAnywhere(
  { kind, anywhere }: Extract<Need, { anywhere: string[] }>,
  systems: LoadedEstate["systems"],
): Blindness | undefined {
  const isRead = systems.some(({ system, kinds }) => {
    const entry = kinds[kind];
    return !unreadKind(kind, system, entry) && anywhere.some((field) => entry?.fieldsRead.includes(field));
  });
  if (isRead) return undefined;
  return { code: "field-not-read", text: `no source reads ${anywhere.join(" or ")} of ${kind} records` };
}

/** Roles that name groups are held against memberships, those that name entitlements against grants. */
function unreadSide(
  place: string,
  { systems, principals, entitlements }: LoadedEstate,
  named: Named,
): Blindness | undefined {
  const system = systems.find((candidate) => candidate.system === place);
  const isIn = (row: { readonly system: string } | undefined) => row?.system === place;
  const asked = [
    ...([...named.groups].some((group) => isIn(principals.groupAt(group))) ? (["membership"] as const) : []),
    ...([...named.entitlements].some((number) => isIn(entitlements[number])) ? (["grant"] as const) : []),
  ];
  for (const kind of asked) {
    const reason = unreadKind(kind, place, system?.kinds[kind]);
    if (reason) return reason;
  }
  return undefined;
}
