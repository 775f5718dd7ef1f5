import * as z from "zod";

const text = z.strictObject({ text: z.string().regex(/\S/) });
const described = z.strictObject({ text: z.string().regex(/\S/).max(1_024) });

const Rule = z.strictObject({
  id: z.string().regex(/\S/),
  shortDescription: described,
  fullDescription: described,
  help: z.strictObject({ text: z.string().regex(/\S/), markdown: z.string().regex(/\S/) }),
  defaultConfiguration: z.strictObject({ level: z.enum(["note", "warning", "error"]) }),
  properties: z.strictObject({
    tags: z
      .array(z.string().regex(/^(security|external\/[a-z0-9-]+\/[a-z0-9.:()-]+)$/))
      .min(1)
      .max(10),
    "security-severity": z
      .string()
      .regex(/^\d\.\d$/)
      .optional(),
    "problem.severity": z.literal("recommendation").optional(),
  }),
});

const Result = z.strictObject({
  ruleId: z.string(),
  ruleIndex: z.int().nonnegative(),
  level: z.enum(["note", "warning", "error"]),
  message: z.strictObject({ text: z.string().regex(/\S/).max(1_000) }),
  locations: z.tuple([
    z.strictObject({
      physicalLocation: z.strictObject({
        artifactLocation: z.strictObject({ uri: z.string().regex(/^(?!\/|[a-z]+:)[!-~]+$/i) }),
        region: z.strictObject({
          ...{ startLine: z.int().positive(), endLine: z.int().positive() },
          ...{ startColumn: z.literal(1), endColumn: z.literal(2) },
        }),
      }),
    }),
  ]),
  partialFingerprints: z.strictObject({
    primaryLocationLineHash: z.string().regex(/^[0-9a-f]{16}:\d+$/),
    "entitlint/v1": z.string().optional(),
  }),
  // It passes over property bags, which SARIF allows everywhere; other readers do not.
  properties: z.strictObject({ note: z.string() }).optional(),
});

const Notification = z.strictObject({
  descriptor: z.strictObject({ id: z.string().min(1) }),
  level: z.enum(["note", "warning", "error"]),
  message: text,
  associatedRule: z.strictObject({ id: z.string(), index: z.int() }).optional(),
});

/** What GitHub asks of a file for code scanning, and nothing that it does not know. */
export const CodeScanning = z.strictObject({
  $schema: z.url(),
  version: z.literal("2.1.0"),
  runs: z.tuple([
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          ...{ name: z.literal("entitlint"), version: z.string(), semanticVersion: z.string() },
          rules: z.array(Rule).max(25_000),
        }),
      }),
      invocations: z.tuple([
        z.strictObject({
          ...{ executionSuccessful: z.boolean(), exitCode: z.int(), exitCodeDescription: z.string() },
          toolExecutionNotifications: z.array(Notification),
        }),
      ]),
      columnKind: z.literal("utf16CodeUnits"),
      properties: z.record(z.string(), z.unknown()),
      results: z.array(Result).max(5_000),
    }),
  ]),
});
