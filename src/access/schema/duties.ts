import * as z from "zod";
import { Severity } from "../../model/severity.ts";
import { Id, Reference, Text } from "./parts.ts";

const Side = z.array(Reference).min(1);

/** One pair of duties in `access/sod.yaml` that nobody may hold both of. */
export const ConflictInput = z.strictObject({
  id: Id.describe("Its name, such as deploy-vs-approve."),
  a: Side.describe("One side: tag:<tag>, entitlement:<app>/<kind>/<name> or group:<system>/<name>; any of them."),
  b: Side.describe("The other side."),
  severity: Severity.default("high").describe("How grave it is that somebody holds both."),
  scope: z
    .enum(["any", "same-environment"])
    .default("any")
    .describe("`same-environment`: only where both sides reach one environment."),
  reason: Text.optional().describe("Why one person must not hold both."),
});
export type ConflictInput = z.infer<typeof ConflictInput>;
