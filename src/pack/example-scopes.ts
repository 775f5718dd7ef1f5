import { parseRecordId } from "../model/record-id.ts";
import { exampleNow, type Json, list, part } from "./example-parts.ts";

/** A group that is there and in which one person is. */
export function completeGroup(excerpt: Json): Json {
  const id = String(excerpt.id ?? "group:crm/main/g1");
  const isThere = excerpt.gone !== true && excerpt.outside !== true;
  const record = { id, name: "crew", kind: "app", membershipType: "assigned", ...part(excerpt.record) };
  const one = isThere ? 1 : 0;
  return {
    ...{ id, scope: "group", home: systemOf(id), observedAt: exampleNow },
    ...excerpt,
    ...(isThere && { record }),
    members: { direct: one, groups: 0, people: one, depth: one, ...part(excerpt.members) },
    ...(excerpt.filledBy !== undefined && { filledBy: list(excerpt.filledBy).map(completeFilling) }),
    ...(excerpt.grants !== undefined && { grants: completeGrants(part(excerpt.grants)) }),
  };
}

function completeFilling(entry: Json): Json {
  const base = { state: "there", members: 1, extra: [], missing: [], left: 0, unsettled: 0 };
  return { ...base, system: systemOf(entry.group), ...entry };
}

function completeGrants(excerpt: Json): Json {
  return { count: 1, privileged: 0, names: ["role/editor"], systems: ["crm"], ...excerpt };
}

/** An entitlement that nobody holds, unless the excerpt says who. */
export function completeEntitlement(excerpt: Json): Json {
  const id = String(excerpt.id ?? "entitlement:crm/main/e1");
  const home = systemOf(id);
  const holders = list(excerpt.holders).map((entry) => ({ of: "human", status: "active", ...entry }));
  return {
    ...{ id, scope: "entitlement", home, observedAt: exampleNow },
    ...excerpt,
    record: { id, app: home, kind: "role", name: "editor", ...part(excerpt.record) },
    holders,
  };
}

/** An application that has an access file unless `undeclared` is true, and of which nothing was read but what the excerpt says. */
export function completeApp({ undeclared, ...excerpt }: Json): Json {
  const home = String(excerpt.home ?? "crm");
  const none = { governed: 0, mighty: 0, harmless: 0, other: 0 };
  return {
    ...{ id: `app:${home}`, scope: "app", home, role: "application" },
    ...(undeclared !== true && { declared: { file: `access/apps/${home}.yaml`, line: 1 } }),
    ...{ channels: [], probes: [] },
    ...excerpt,
    kinds: list(excerpt.kinds).map((entry) => ({ completeness: "full", count: 1, ...entry })),
    entitlements: list(excerpt.entitlements).map((entry) => ({
      ...{ count: 1, held: 1, untold: 0, examples: [] },
      ...entry,
      uncovered: { ...none, ...part(entry.uncovered) },
    })),
    ...(excerpt.emergencies !== undefined && { emergencies: list(excerpt.emergencies).map(completeEmergency) }),
  };
}

/** An emergency account that works, unless `gone` is true. */
function completeEmergency({ gone, ...entry }: Json): Json {
  const record = { id: entry.id, status: "active", ...part(entry.record) };
  return { observedAt: exampleNow, ...entry, ...(gone !== true && { record }) };
}

function systemOf(id: unknown): string {
  return typeof id === "string" ? (parseRecordId(id)?.system ?? "") : "";
}
