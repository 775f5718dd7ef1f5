import * as z from "zod";
import { recordKinds } from "../../model/record-id.ts";
import { Activity } from "../../model/records/evidence.ts";

/** The version of the contract that this collector speaks. */
export const contractVersion = 1;

const Kind = z.enum(recordKinds);
const NativeId = z.string().min(1);
const { id: _id, ...uses } = Activity.shape;

/** Another record, by what its own system calls it. */
export const Reference = z.strictObject({
  ref: Kind,
  id: NativeId,
  system: z.string().min(1).optional(),
  tenant: z.string().min(1).optional(),
});
export type Reference = z.output<typeof Reference>;

/** One record: its kind, what the system itself calls it, and its fields. */
export const RecordLine = z.strictObject({
  type: z.literal("record"),
  kind: Kind,
  id: NativeId,
  tenant: z.string().min(1).optional(),
  fields: z.record(z.string(), z.unknown()),
});

/** The lines that a program writes, by their `type`. */
export const Line = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("start"), version: z.int() }),
  z.strictObject({
    type: z.literal("kind"),
    kind: Kind,
    completeness: z.enum(["full", "scoped", "partial", "denied", "asserted"]),
    fields: z.array(z.string()),
    total: z.int().nonnegative().optional(),
    reason: z.string().optional(),
  }),
  RecordLine,
  z.strictObject({
    type: z.literal("used"),
    kind: Kind,
    id: NativeId,
    tenant: z.string().min(1).optional(),
    ...uses,
  }),
  z.strictObject({ type: z.literal("warning"), kind: Kind, text: z.string() }),
  z.strictObject({ type: z.literal("end"), counts: z.partialRecord(Kind, z.int().nonnegative()) }),
]);
export type Line = z.output<typeof Line>;
export type LineOf<T extends Line["type"]> = Extract<Line, { type: T }>;
