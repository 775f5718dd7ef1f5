import * as z from "zod";
import { Severity, severities } from "../model/severity.ts";
import { SecretReference } from "../network/secret-reference.ts";

/** The value of a rule's parameter as written; what it may be stands in the rule. */
const ParamInput = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  z.record(z.string(), z.union([z.string(), z.number()])),
]);
export type ParamInput = z.infer<typeof ParamInput>;

export const RuleInput = z.strictObject({
  level: z
    .enum(["off", ...severities])
    .optional()
    .describe(
      "Severity of this rule's findings instead of the rule's own; `off` leaves the rule out, and reports say so.",
    ),
  required: z
    .boolean()
    .default(false)
    .describe(
      "Whether a check fails with exit code 2 where this rule cannot be evaluated; not together with `level: off`.",
    ),
  params: z
    .record(z.string(), ParamInput)
    .default({})
    .describe("Values for the rule's parameters: ISO 8601 durations, numbers, lists, or a map with `default`."),
});

const Signing = z.strictObject({
  key: SecretReference.optional().describe(
    "The private key that `collect`, `snapshot accept` and `snapshot sign` sign with, `env:NAME` or `file:PATH`: Ed25519 in PEM. Where it is named and not there they do nothing; leave it out of the config where people collect without it, and sign with `snapshot sign --key`.",
  ),
  publicKeys: z
    .array(z.string().min(1))
    .default([])
    .describe("Public keys in PEM. Once one is named, a check demands a snapshot that one of them has signed."),
});

/** `entitlint.yaml` but for what the collectors add to the sources. */
export const ConfigInput = z.strictObject({
  version: z.literal(1).describe("Version of this format and of the access files; 1."),
  snapshot: z.string().min(1).default("snapshots").describe("Folder of the snapshot, relative to this file."),
  access: z.string().min(1).default("access").describe("Folder of the access files, relative to this file."),
  policies: z.array(z.string().min(1)).default([]).describe("Folders with rules of your own, relative to this file."),
  failOn: Severity.default("medium").describe("The check fails with exit code 1 from this severity on."),
  sources: z
    .record(z.string(), z.unknown())
    .default({})
    .describe("The systems to read, by name: lower-case letters, digits, dots, dashes and underscores."),
  signing: Signing.optional().describe(
    "Who vouches for a snapshot, so that a check can tell a collected one from a made-up one.",
  ),
  rules: z.record(z.string(), RuleInput).default({}).describe("Settings of single rules, by rule id."),
});
export type ConfigInput = z.infer<typeof ConfigInput>;
