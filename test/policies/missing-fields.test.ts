import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { documentSchemas, isScope } from "../../src/model/document.ts";
import type { EvaluationResult } from "../../src/model/finding.ts";
import type { Rule } from "../../src/model/rule.ts";
import {
  loadRules,
  loadShippedPack,
  type PreparedExample,
  packageRoot,
  packSources,
  prepareExamples,
} from "../../src/pack/index.ts";
import { runsOf } from "../everything.ts";
import { sharedCache } from "../shared-cache.ts";
import { loadPolicy, resultOf } from "./shipped-policy.ts";

const sources = await packSources({ base: packageRoot(), folders: [] });
const rules = await loadRules(sources, { cacheDir: sharedCache });
const examples = prepareExamples(
  sources.folders.flatMap((folder) => folder.examples),
  rules,
);
const pack = await loadShippedPack();
const policy = await loadPolicy(pack.wasm);

type Json = Record<string, unknown>;

function judge({ rule: { scope }, estate }: PreparedExample, input: unknown): EvaluationResult {
  if (!isScope(scope)) throw new Error(`there is no scope ${scope}`);
  policy.setData({ estate });
  return resultOf(policy, input, pack.entrypoints[scope]);
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The ways to every key of a document, objects in lists too. */
function waysIn(value: unknown, way: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => waysIn(one, [...way, index]));
  if (!isJson(value)) return [];
  return Object.entries(value).flatMap(([key, below]) => [[...way, key], ...waysIn(below, [...way, key])]);
}

function without(value: unknown, [key, ...rest]: readonly (string | number)[]): unknown {
  if (key === undefined) return value;
  if (Array.isArray(value)) return value.map((one, index) => (index === key ? without(one, rest) : one));
  if (!isJson(value)) return value;
  if (rest.length > 0) return { ...value, [key]: without(value[key], rest) };
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

/** Whether a document names what a finding is about, or the record that it is a part of. */
function isToldBy(document: string, id: string): boolean {
  if (document.includes(JSON.stringify(id).slice(1, -1))) return true;
  return [...id.matchAll(/\//g)].some(({ index }) => document.includes(JSON.stringify(id.slice(0, index))));
}

test("with any fields gone that a document may be without, every rule ends, and speaks of what is there", () => {
  const any = fc.record({
    example: fc.constantFrom(...examples),
    picks: fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
  });
  fc.assert(
    fc.property(any, ({ example, picks }) => {
      const scope = isScope(example.rule.scope) ? example.rule.scope : "subject";
      let input: unknown = example.input;
      for (const pick of picks) {
        const ways = waysIn(input);
        const less = without(input, ways[pick % Math.max(1, ways.length)] ?? []);
        if (documentSchemas[scope].safeParse(less).success) input = less;
      }
      const { read, deny, unknown } = judge(example, input);
      expect(read).toBe(example.input.id);
      const told = JSON.stringify(input);
      for (const finding of [...deny, ...unknown]) {
        expect(finding.reason).not.toBe("malformed");
        for (const id of [finding.id, finding.account, finding.grant, finding.credential, finding.identity])
          if (id !== undefined) expect(isToldBy(told, id), `${finding.rule} speaks of ${id}: ${told}`).toBe(true);
      }
    }),
    runsOf(3000),
  );
});

/** Entries of records of a kind, of one system where it is named, with a change made to each, wherever they stand. */
function changed(value: unknown, prefix: string, change: (entry: Json, record: Json) => Json): unknown {
  if (Array.isArray(value)) return value.map((one) => changed(one, prefix, change));
  if (!isJson(value)) return value;
  const below = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, changed(one, prefix, change)]));
  const { record } = value;
  return isJson(record) && String(record.id).startsWith(prefix) ? change(below, record) : below;
}

/** What a document holds of a field beside the record itself. */
const derived: Readonly<Record<string, readonly string[]>> = {
  expiresAt: ["expires"],
  endDate: ["ends"],
  createdAt: ["created"],
  lastUsedAt: ["activity"],
  lastLoginAt: ["activity"],
};

/** Required fields that have a value for what nobody knows. */
const enumerated: ReadonlySet<string> = new Set(["status", "kind", "type"]);

/** The document as though the field could not be read of any such record. */
function unread(input: Json, prefix: string, field: string): Json {
  const less = changed(input, prefix, (entry, record) => {
    const { [field]: value, ...rest } = record;
    const beside = (derived[field] ?? []).some((name) => name in entry);
    if (value === undefined && !beside) return entry;
    const unknown = Array.isArray(record.unknown) ? record.unknown : [];
    const kept = enumerated.has(field) ? { [field]: "unknown" } : {};
    const known = Object.entries(entry).filter(([name]) => !derived[field]?.includes(name));
    const kind = field === "kind" && "kind" in entry ? { kind: "unknown" } : {};
    return { ...Object.fromEntries(known), ...kind, record: { ...rest, ...kept, unknown: [...unknown, field] } };
  });
  const told = isJson(less) ? less : input;
  return field === "kind" && JSON.stringify(told) !== JSON.stringify(input) ? { ...told, kind: "unknown" } : told;
}

/** The systems of records of a kind in a document. */
function systemsOf(input: Json, kind: string): string[] {
  const ids = JSON.stringify(input).matchAll(new RegExp(`"record":\\{[^{}]*"id":"${kind}:([^/"]+)/`, "g"));
  return [...new Set([...ids].flatMap(([, system]) => system ?? []))];
}

/** Fields of a rule that every way to a reason rests on: without one of them there is no such violation. */
function indispensable(rule: Rule, reason: string): { kind: string; field: string }[] {
  const ways = rule.rests_on.filter(({ reasons }) => reasons.includes(reason));
  const [first, ...others] = ways.map(({ facts }) =>
    facts.flatMap((fact) =>
      "kind" in fact ? [...fact.fields, ...Object.keys(fact.values)].map((field) => `${fact.kind} ${field}`) : [],
    ),
  );
  return (first ?? [])
    .filter((one) => others.every((other) => other.includes(one)))
    .map((one) => {
      const [kind = "", field = ""] = one.split(" ");
      return { kind, field };
    });
}

const cases = examples.flatMap((example) =>
  example.violations.flatMap((violation) =>
    indispensable(example.rule, violation.reason).map(
      ({ kind, field }) =>
        [
          `${example.rule.id} ${violation.reason} without ${kind}.${field}: ${example.title}`,
          example,
          violation,
          kind,
          field,
        ] as const,
    ),
  ),
);

/** Where another rule tells of what cannot be read, so that it is not told twice. */
const toldElsewhere: Readonly<Record<string, string>> = {
  "account.kind": "identity-unclassified",
  "identity.kind": "identity-unclassified",
  "group-policy-drift missing identity.status": "grant-no-active-record",
  "leave-access-active on-leave identity.status": "leaver-account-enabled",
  "leaver-used-after-revocation inactive identity.status": "leaver-account-enabled",
  "leaver-used-after-revocation key identity.status": "leaver-credential-active",
  "sync-missed-event lost identity.status": "leaver-account-enabled",
};

/** Rules that say nothing where they should say that they cannot tell. Whoever mends one takes it out. */
const knownGaps: readonly string[] = [];

/** Fields without which there is no record at all, and that have no value for "not known". */
const indispensableFields: ReadonlySet<string> = new Set([
  ...["grant.principal", "grant.entitlement", "grant.principalType", "credential.principal", "group.name"],
  ...[
    "membership.group",
    "membership.member",
    "account.app",
    "entitlement.app",
    "entitlement.kind",
    "entitlement.name",
  ],
]);

/** What passes for want of a field, if anything does. */
function passing([, example, violation, kind, field]: (typeof cases)[number]): string | undefined {
  for (const system of systemsOf(example.input, kind)) {
    const input = unread(example.input, `${kind}:${system}/`, field);
    if (JSON.stringify(input) === JSON.stringify(example.input)) continue;
    const { deny, unknown } = judge(example, input);
    const rule = example.rule.id;
    const other = toldElsewhere[`${kind}.${field}`] ?? toldElsewhere[`${rule} ${violation.reason} ${kind}.${field}`];
    if ([...deny, ...unknown].some((finding) => finding.rule === rule || finding.rule === other)) continue;
    return `with ${field} of ${kind} records of ${system} unread, ${violation.id} passes`;
  }
  return undefined;
}

function nameOf([, example, violation, kind, field]: (typeof cases)[number]): string {
  return `${example.rule.id} ${violation.reason} ${kind}.${field}`;
}

const asked = cases.filter(([, , , kind, field]) => !indispensableFields.has(`${kind}.${field}`));

describe("what cannot be read of a record never lets a violation pass", () => {
  test.each(asked.filter((one) => !knownGaps.includes(nameOf(one))))("%s", (...one) => {
    expect(passing(one)).toBeUndefined();
  });

  test.each(knownGaps)("%s is a gap that is known", (gap) => {
    expect(asked.filter((one) => nameOf(one) === gap).some((one) => passing(one) !== undefined)).toBe(true);
  });
});
