import { parseRecordId } from "../model/record-id.ts";
import { exampleNow, isJson, type Json, list } from "./example-parts.ts";
import { completeWaiver } from "./example-waiver.ts";

/**
 * Fills in what an excerpt of a document leaves out because it does not matter to the example: what can be told from ids, the time of
 * observation, empty lists, `kind: human`, grants that are allowed and observed. What stands in the excerpt is never changed.
 */
export function completeDocument(scope: string, excerpt: Json): Json {
  if (scope === "source") return completeSource(excerpt);
  if (scope === "waiver") return completeWaiver(excerpt);
  const kind = excerpt.kind ?? "human";
  const identities = list(excerpt.identities).map((entry) => completeIdentity(entry, kind));
  const accounts = list(excerpt.accounts).map((entry) => completeAccount(entry, kind));
  const credentials = list(excerpt.credentials).map(completeCredential);
  const first = identities[0]?.record ?? excerpt.registry ?? accounts[0]?.record;
  const owners = list(excerpt.owners);
  const home = identities[0]?.system ?? accounts[0]?.app ?? "access";
  return {
    id: isJson(first) ? first.id : "",
    scope,
    kind,
    home,
    ...excerpt,
    identities,
    owners,
    accounts,
    credentials,
    ...(excerpt.expected !== undefined && { expected: list(excerpt.expected).map(completeExpected) }),
    ...(excerpt.applied !== undefined && { applied: list(excerpt.applied).map(completeApplied) }),
  };
}

function completeExpected(entry: Json): Json {
  return { role: "editors", by: "member", ...completeApplied(entry) };
}

function completeApplied(entry: Json): Json {
  const target = String(entry.target);
  const kind = target.slice(0, target.indexOf(":"));
  return { kind, system: systemOf({ id: target }), name: "role/editor", ...entry };
}

function completeSource(excerpt: Json): Json {
  const kinds = list(excerpt.kinds).map((entry) => ({
    observedAt: exampleNow,
    completeness: "full",
    count: 1,
    ...entry,
  }));
  const faults = list(excerpt.faults);
  const base = { id: `source:${String(excerpt.system)}`, scope: "source", faultCount: faults.length };
  return { ...base, ...excerpt, kinds, faults };
}

function completeIdentity(entry: Json, kind: unknown): Json {
  const record = completeRecord(entry.record, { kind });
  return { system: systemOf(record), observedAt: exampleNow, ...entry, record };
}

function completeAccount(entry: Json, kind: unknown): Json {
  const own = entry.kind ?? kind;
  const raw = isJson(entry.record) ? entry.record : {};
  const app = systemOf(raw);
  const record = completeRecord(raw, { app, kind: own });
  const grants = list(entry.grants).map((grant) => completeGrant(grant, record.id));
  const base = {
    app,
    kind: own,
    observedAt: exampleNow,
    ...(entry.declared ? {} : { observed: true }),
  };
  return { ...base, ...entry, record, grants, memberships: list(entry.memberships).map(completeMembership) };
}

function completeGrant(entry: Json, principal: unknown): Json {
  const raw = isJson(entry.record) ? entry.record : {};
  const record = {
    principal,
    principalType: "account",
    effect: "allow",
    entitlement: "entitlement:crm/main/e1",
    ...raw,
  };
  return {
    system: systemOf(raw),
    name: "role/editor",
    ...(entry.declared ? {} : { observed: true }),
    ...entry,
    record,
  };
}

function completeMembership(entry: Json): Json {
  const system = systemOf({ id: entry.id });
  return { system, observedAt: exampleNow, ...(entry.declared ? {} : { observed: true }), ...entry };
}

function completeCredential(entry: Json): Json {
  const raw = isJson(entry.record) ? entry.record : {};
  return {
    app: systemOf(raw),
    observedAt: exampleNow,
    ...entry,
    record: { type: "api-key", status: "active", ...raw },
  };
}

function completeRecord(record: unknown, base: Json): Json {
  const given = isJson(record) ? record : {};
  const status = given.status ?? "active";
  return { status, rawStatus: String(status), ...base, ...given };
}

function systemOf(record: Json): string {
  return typeof record.id === "string" ? (parseRecordId(record.id)?.system ?? "") : "";
}
