import { canonicalLine } from "../../src/canonical.ts";
import { correlate } from "../../src/correlate/index.ts";
import { type LoadedEstate, loadEstate } from "../../src/load/index.ts";
import {
  type AccessState,
  type DeclaredApp,
  type DeclaredIdentity,
  type DeclaredLink,
  nothingDeclared,
  type Reference,
} from "../../src/model/access.ts";
import type { SystemInput } from "../../src/model/estate-input.ts";
import type { KindEntry, SourceRole } from "../../src/model/manifest.ts";
import type { AnyRecord, RecordOf } from "../../src/model/record.ts";
import { parseRecordId, type RecordKind, recordId, recordKinds } from "../../src/model/record-id.ts";

export const observed = "2026-11-20T06:00:00Z";
export const now = "2026-11-22T08:00:00Z";

/** Files of one system as a snapshot holds them: one a kind, lines sorted by id. */
export function system(
  name: string,
  role: SourceRole,
  records: readonly AnyRecord[],
  more: Partial<SystemInput> = {},
): SystemInput {
  const kinds = recordKinds.filter((kind) => records.some((record) => record.id.startsWith(`${kind}:`)));
  const ofKind = (kind: RecordKind) => records.filter((record) => record.id.startsWith(`${kind}:`));
  return {
    system: name,
    role,
    zone: "UTC",
    kinds: Object.fromEntries(kinds.map((kind) => [kind, kindEntry(ofKind(kind))])),
    lines: Object.fromEntries(kinds.map((kind) => [kind, [file(`${name}/${kind}.ndjson`, ofKind(kind))]])),
    history: {},
    declared: [],
    ...more,
  };
}

/** A file of lines, sorted by id unless they are to stay as they come. */
export function file(path: string, records: readonly AnyRecord[], order: "sorted" | "as given" = "sorted") {
  const lines = [...records];
  if (order === "sorted") lines.sort((a, b) => (a.id < b.id ? -1 : 1));
  return { path, bytes: Buffer.from(lines.map((record) => `${canonicalLine(record)}\n`).join("")) };
}

function kindEntry(records: readonly AnyRecord[]): KindEntry {
  const fieldsRead = [...new Set(records.flatMap((record) => Object.keys(record)))].sort();
  return { observedAt: observed, completeness: "full", count: records.length, fieldsRead, layout: "single" };
}

export function identity(
  system: string,
  name: string,
  more: Partial<RecordOf<"identity">> = {},
  tenant = "main",
): RecordOf<"identity"> {
  return { id: recordId("identity", system, tenant, name), kind: "human", status: "active", rawStatus: "A", ...more };
}

export function account(
  system: string,
  name: string,
  more: Partial<RecordOf<"account">> = {},
  tenant = "main",
): RecordOf<"account"> {
  const id = recordId("account", system, tenant, name);
  return { id, app: system, kind: "human", status: "active", rawStatus: "A", ...more };
}

export function group(system: string, name: string, more: Partial<RecordOf<"group">> = {}): RecordOf<"group"> {
  const id = recordId("group", system, "main", name);
  return { id, name, kind: "security", membershipType: "assigned", ...more };
}

/** `member` is a record's id. */
export function membership(
  system: string,
  group: string,
  member: string,
  more: Partial<RecordOf<"membership">> = {},
): RecordOf<"membership"> {
  const kind = parseRecordId(member)?.kind;
  return {
    id: recordId("membership", system, "main", `${group}:${member}`),
    group: recordId("group", system, "main", group),
    member,
    memberType: kind === "group" || kind === "identity" ? kind : "account",
    source: "manual",
    ...more,
  };
}

export function entitlement(
  system: string,
  name: string,
  more: Partial<RecordOf<"entitlement">> = {},
): RecordOf<"entitlement"> {
  return { id: recordId("entitlement", system, "main", name), app: system, kind: "role", name, ...more };
}

/** `principal` is a record's id. */
export function grant(
  system: string,
  principal: string,
  role: string,
  more: Partial<RecordOf<"grant">> = {},
): RecordOf<"grant"> {
  const kind = parseRecordId(principal)?.kind;
  return {
    id: recordId("grant", system, "main", `${principal}:${role}`),
    principal,
    principalType: kind === "group" || kind === "identity" || kind === "credential" ? kind : "account",
    entitlement: recordId("entitlement", system, "main", role),
    effect: "allow",
    ...more,
  };
}

export function credential(
  system: string,
  name: string,
  principal: string,
  more: Partial<RecordOf<"credential">> = {},
): RecordOf<"credential"> {
  return { id: recordId("credential", system, "main", name), principal, type: "api-key", status: "active", ...more };
}

const place = { file: "access/invented.yaml", line: 1, column: 1 };

export function app(id: string, people: readonly string[], more: Partial<DeclaredApp> = {}): DeclaredApp {
  return {
    id,
    owner: { ...person("owner@example.com"), place },
    people: people.map((system) => ({ system, place })),
    mode: "observe",
    tier: 2,
    ssoRequired: false,
    lifecycle: { channel: "manual", onLeave: "keep", deactivationBlocksUse: "no" },
    localLogin: "allowed",
    correlate: [],
    kinds: [],
    entitlements: [],
    place,
    ...more,
  };
}

export function machine(
  name: string,
  accounts: readonly string[],
  more: Partial<DeclaredIdentity> = {},
): DeclaredIdentity {
  return {
    id: `nhi:${name}`,
    kind: "service",
    accounts: accounts.map((id) => ({ ...accountReference(id), place })),
    purpose: "invented",
    platformManaged: false,
    tools: [],
    place,
    ...more,
  };
}

/** `person` is a name, or null for nobody. */
export function link(account: string, name: string | null, until?: string): DeclaredLink {
  return {
    account: { ...accountReference(account), place },
    ...(name !== null && { person: { ...person(name), place } }),
    ...(until !== undefined && { until }),
    place,
  };
}

export function person(name: string) {
  return { kind: "person", text: `person:${name}`, name } as const satisfies Reference;
}

function accountReference(id: string) {
  return { kind: "account", text: id, id, system: parseRecordId(id)?.system ?? "" } as const satisfies Reference;
}

export function joined(systems: readonly SystemInput[], access: Partial<AccessState> = {}) {
  const estate: LoadedEstate = loadEstate(systems, { ...nothingDeclared, ...access });
  return { estate, correlation: correlate(estate, now) };
}

/** The link of one account, with its subject by id. */
export function linkOf(id: string, { estate, correlation }: ReturnType<typeof joined>) {
  const number = estate.principals.accounts.findIndex((row) => row.id === id);
  const found = correlation.links[number];
  const subject = correlation.subjects.ofPrincipal(number);
  return {
    situation: found?.situation,
    by: found?.by,
    confidence: found?.confidence,
    subject: subject?.id,
    candidates: (found?.candidates ?? []).map((one) => estate.principals.identities[one]?.id ?? "").sort(),
  };
}
