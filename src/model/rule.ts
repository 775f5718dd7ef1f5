import * as z from "zod";
import { recordKinds } from "./record-id.ts";
import { Severity } from "./severity.ts";

/** What a rule counts when it says "examined": one of these per application or system. */
export const Examined = z.enum([
  "account",
  "grant",
  "identity",
  "credential",
  "machine",
  "subject",
  "source",
  "channel",
  "group",
  "entitlement",
  "app",
  "waiver",
]);
export type Examined = z.infer<typeof Examined>;

/**
 * What access files can decide: who is to hold something in a system, which duties nobody may have together, which groups of an
 * application a directory fills, that a channel makes an application's accounts, that people sign in to it through the directory,
 * whose word counts for a field, which of its accounts are for emergencies, or what reviews decided of its access: of anything there,
 * or (`campaigns`) of most of its accounts.
 */
export const Decided = z.enum([
  "access",
  "duties",
  "mapping",
  "creation",
  "sso",
  "authority",
  "emergencies",
  "reviews",
  "campaigns",
]);
export type Decided = z.infer<typeof Decided>;

/**
 * Facts that several records can tell, of which a rule needs any: environments at all, that grants of an application have
 * terms (an end, or that they have to be switched on first), how accounts of an application are signed in with, what the
 * machines of a source are for; or what a source told before (`past`).
 */
export const Told = z.enum(["environments", "terms", "sign-in", "purposes", "past"]);
export type Told = z.infer<typeof Told>;

/**
 * What a rule cannot do without. `of: app` is a kind of the application's own source; `of: people` the same kind of
 * every directory from which the application's people come; `of: authority` that of every source from which a directory's
 * own people come, and asked of directories alone. `correlated` is the least share of accounts, in percent, that must have
 * found their subject. `declared` asks that access files decide something there; `anywhere`, that some source reads one of
 * the fields; `oneOf`, that of several kinds of the application's own source one is read with its fields; `told`, that the
 * facts of that name are told; `provisioning`, that whoever tells what provisioning does there reads one of these, such as
 * `event.ackedAt`.
 */
export const Need = z.union([
  z.strictObject({
    kind: z.enum(recordKinds),
    of: z.enum(["app", "people", "authority"]).default("app"),
    fields: z.array(z.string()).default([]),
  }),
  z.strictObject({ correlated: z.number().min(0).max(100) }),
  z.strictObject({ declared: Decided }),
  z.strictObject({ kind: z.enum(recordKinds), anywhere: z.array(z.string()).min(1) }),
  z.strictObject({
    oneOf: z.array(z.strictObject({ kind: z.enum(recordKinds), fields: z.array(z.string()).min(1) })).min(2),
  }),
  z.strictObject({ told: Told }),
  z.strictObject({ provisioning: z.array(z.string().regex(/^(?:event|channel)\.\w+$/)).min(1) }),
]);
export type Need = z.infer<typeof Need>;

/**
 * Whose records a fact is told by: the system that is judged, the sources of its people, whoever knows a machine's owners, or
 * the log of what provisioning does there.
 */
export const Party = z.enum(["app", "people", "authority", "owners", "provisioning"]);
export type Party = z.infer<typeof Party>;

/**
 * Something that has to be told for a reason to be given at all: fields of one kind of records and, where only some values
 * lead to it, those; of a source with that role alone, where one is named. Or an entry of the registry with these keys, or
 * what access files decide; or, with `tenants`, that records of the system lie in several tenants.
 * `expiresAt` has the values `past` and `ahead`, a reference those of the kind it leads to.
 */
export const Fact = z.union([
  z.strictObject({ declared: z.literal("trusts") }),
  z.strictObject({ tenants: z.literal("several") }),
  z.strictObject({
    kind: z.enum(recordKinds),
    of: Party.default("app"),
    role: z.enum(["application", "directory"]).optional(),
    fields: z.array(z.string()).default([]),
    values: z.record(z.string(), z.array(z.string()).min(1)).default({}),
  }),
  z.strictObject({
    registry: z.array(z.enum(["owner", "ownerProposed", "expires", "onBehalfOf", "environment"])).min(1),
  }),
  z.strictObject({ declared: Decided }),
]);
export type Fact = z.infer<typeof Fact>;

/** One way to come to some of a rule's reasons: all of these facts together. */
export const Way = z.strictObject({ reasons: z.array(z.string()).min(1), facts: z.array(Fact) });
export type Way = z.infer<typeof Way>;

export const ParamType = z.enum(["duration", "number", "string", "boolean", "list"]);

/**
 * By what a parameter given as a map is looked up: by application (its id, `tier1`, its channel or mode), by entitlement
 * (`<application>/<kind>/<name>`, application or kind), or by severity; `nothing` where the rule takes one value alone.
 */
export const ParamBy = z.enum(["app", "entitlement", "severity", "nothing"]);

/**
 * A parameter of a rule. A default may be a map, with the key `default`. `by` says what its keys are: of a duration `app`,
 * unless something else is said. The texts of a list are names of systems, kinds of entitlements or patterns of names with at
 * most two stars (`of`), or those of `among` alone. Numbers lie in a `range` of which both ends count, are `whole` where they count
 * something, and are `atMost` what another parameter is.
 */
export const Param = z.strictObject({
  type: ParamType,
  description: z.string(),
  default: z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.array(z.string()),
    z.record(z.string(), z.union([z.string(), z.number()])),
  ]),
  by: ParamBy.optional(),
  of: z.enum(["system", "entitlement-kind", "name-pattern"]).optional(),
  among: z.array(z.string()).min(1).optional(),
  range: z.union([z.tuple([z.number()]), z.tuple([z.number(), z.number()])]).optional(),
  whole: z.literal(true).optional(),
  atMost: z.string().optional(),
});
export type Param = z.infer<typeof Param>;

/** `custom` of a rule's METADATA. */
export const RuleCustom = z.strictObject({
  severity: Severity,
  /** When a finding is of another severity than the rule's, by that severity: each says it in a sentence, or in one for each reason. */
  severities: z.partialRecord(Severity, z.union([z.string(), z.record(z.string(), z.string())])).default({}),
  examines: Examined,
  /** Every reason code the rule can give, with the class that goes into the fingerprint. */
  reasons: z.record(z.string(), z.string()),
  /** Reasons of undecided cases that have one cause for a whole application, with that cause in words: told once. */
  shared: z.record(z.string(), z.string()).default({}),
  params: z.record(z.string(), Param).default({}),
  needs: z.array(Need).default([]),
  /** What each reason of a violation rests on, in every way that leads to it: from which sources the rule can be fed. */
  rests_on: z.array(Way).default([]),
  /** The umbrella rule that this rule explains where both are about the same access. */
  cause_of: z.string().optional(),
  /** Of a rule about waivers: reasons with which a waiver holds all the same. With any other it waives nothing. */
  leaves_valid: z.array(z.string()).default([]),
  controls: z.array(z.string()).default([]),
  remediation: z.string(),
  false_positives: z.array(z.string()).default([]),
  deprecated: z.boolean().optional(),
  aliases: z.array(z.string()).optional(),
});
export type RuleCustom = z.infer<typeof RuleCustom>;

/** A rule as everything outside Rego knows it: its METADATA, and what the package path says. */
export const Rule = RuleCustom.extend({
  /** Kebab-case, derived from the package: `entitlint.rules.subject.nhi_no_owner` is `nhi-no-owner`. */
  id: z.string(),
  scope: z.string(),
  title: z.string(),
  description: z.string(),
  resources: z.array(z.strictObject({ ref: z.string(), description: z.string().optional() })).default([]),
  /** `shipped`, or the folder of the user's own pack. */
  origin: z.string(),
});
export type Rule = z.infer<typeof Rule>;

/** The own severity of each rule whose findings become graver when they last: of those with a limit named `overdue`. */
export function severitiesThatRise(rules: readonly Rule[]): Record<string, Severity> {
  const rising = rules.filter(({ params }) => params.overdue?.type === "duration");
  return Object.fromEntries(rising.map(({ id, severity }) => [id, severity]));
}
