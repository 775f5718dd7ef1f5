import * as z from "zod";
import { SourceRole } from "./manifest.ts";
import { Severity } from "./severity.ts";
import { Instant } from "./time.ts";

/** Why a rule cannot be judged for an application or a system. */
export const Blindness = z.strictObject({ code: z.string(), text: z.string() });
export type Blindness = z.infer<typeof Blindness>;

/** Reasons that a rule cannot give in one place, for one cause; `isAll` where they are all that it could give there. */
export interface PartBlindness extends Blindness {
  readonly rule: string;
  readonly app: string;
  readonly reasons: readonly string[];
  readonly isAll: boolean;
}

/** A rule's parameter as Rego gets it: durations in whole seconds. A map has `default` and is resolved by the engine for cutoffs. */
export const ParamValue = z.union([
  z.number(),
  z.string(),
  z.boolean(),
  z.array(z.string()),
  z.record(z.string(), z.union([z.number(), z.string()])),
]);
export type ParamValue = z.infer<typeof ParamValue>;

export const EstateApp = z.strictObject({
  mode: z.enum(["exhaustive", "listed", "observe"]),
  tier: z.int(),
  declared: z.boolean(),
  people: z.array(z.string()),
  channel: z.enum(["scim", "connector", "jit", "batch", "manual", "none", "unknown"]),
  onLeave: z.enum(["keep", "disable"]),
  deactivationBlocksUse: z.enum(["verified", "assumed", "no"]),
  localLogin: z.enum(["allowed", "forbidden", "vendor-forced"]),
  ssoRequired: z.boolean(),
  /** Roles, lines of other formats or approvals say of some access there that it was decided. */
  decided: z.literal(true).optional(),
  /** The channel makes the accounts. */
  creates: z.literal(true).optional(),
});
export type EstateApp = z.infer<typeof EstateApp>;

/** Whose word counts for one field. */
export const AuthorityWord = z.strictObject({
  of: z.enum(["person", "account"]),
  name: z.string(),
  /** Where the field lies in a record, and the field of the record that it is or lies in. */
  path: z.array(z.string()),
  top: z.string(),
  /** Systems, the first that tells a value counts; `app` is the application itself. */
  from: z.array(z.string()),
  level: z.enum(["authoritative", "advisory"]),
  /** For accounts: the application, or `*`. */
  app: z.string().optional(),
  transform: z.array(z.enum(["trim", "lowercase", "uppercase"])),
  securityRelevant: z.literal(true).optional(),
});
export type AuthorityWord = z.infer<typeof AuthorityWord>;

/** What all documents share: `data.estate`. */
export const Estate = z.strictObject({
  run: z.strictObject({ now: Instant, now_seconds: z.int() }),
  params: z.record(z.string(), z.record(z.string(), ParamValue)),
  /** By system, rule and duration parameter: the instant before which something is older than the parameter allows. */
  cutoffs: z.record(z.string(), z.record(z.string(), z.record(z.string(), Instant))),
  apps: z.record(z.string(), EstateApp),
  sources: z.record(
    z.string(),
    z.strictObject({
      role: SourceRole,
      firstLook: Instant.optional(),
      /** Its records tell what machines are for, so that silence of one of them means something. */
      purposes: z.literal(true).optional(),
      /** Its records tell when grants end, so that one without an end has none. */
      grantEnds: z.literal(true).optional(),
      /** Its records tell how grants came, so that one without a source is one of which that is not known. */
      grantSources: z.literal(true).optional(),
      /** Its records tell when keys end, so that of one without an end nobody knows whether it has any. */
      keyEnds: z.literal(true).optional(),
      /** What at least one guest of the system has. */
      guests: z.array(z.enum(["ends", "sponsors"])).optional(),
    }),
  ),
  /** The severity of each rule whose findings become graver when they last. */
  severities: z.record(z.string(), Severity).optional(),
  /** Findings are to tell since when what they are about has been so, where their rules know. */
  dates: z.literal(true).optional(),
  /** Conflicts of duties, where some are declared. */
  sod: z
    .record(
      z.string(),
      z.strictObject({ severity: Severity, scope: z.enum(["any", "same-environment"]), reason: z.string().optional() }),
    )
    .optional(),
  authority: z.array(AuthorityWord).optional(),
  /** By rule and application or system: present means that the rule cannot be judged there. */
  blind: z.record(z.string(), z.record(z.string(), Blindness)),
});
export type Estate = z.infer<typeof Estate>;
