import type * as z from "zod";
import { activityFields } from "../model/activity.ts";
import { recordSchemas } from "../model/record.ts";
import type { RecordKind } from "../model/record-id.ts";
import { Email } from "../model/records/common.ts";
import { Instant, Moment, OverSince } from "../model/time.ts";

/** What a field of a record takes, as far as a mapping can give it. */
export type FieldType =
  | { readonly is: "text" | "boolean" | "integer" | "instant" | "over-since" | "moment" | "texts" | "emails" }
  | { readonly is: "choice" | "choices"; readonly values: readonly string[] };

export interface FieldShape {
  readonly type: FieldType;
  readonly required: boolean;
}

const shapes = new Map<RecordKind, ReadonlyMap<string, FieldShape>>();

/** The fields of a kind that a mapping can fill, by name; parts of an object are `mfa.enrolled`. */
export function fieldShapes(kind: RecordKind): ReadonlyMap<string, FieldShape> {
  const known = shapes.get(kind);
  if (known) return known;
  const fields = { ...recordSchemas[kind].shape, ...activityFields(kind) };
  const made = new Map(Object.entries(fields).flatMap(([name, schema]) => shapesOf(name, schema)));
  for (const name of ["id", "unknown", "neverExpires"]) made.delete(name);
  shapes.set(kind, made);
  return made;
}

/** The shape of one field; any `attributes.<name>` is text where the kind has attributes. */
export function fieldShape(kind: RecordKind, name: string): FieldShape | undefined {
  const found = fieldShapes(kind).get(name);
  if (found) return found;
  const attribute = /^attributes\../.test(name) && "attributes" in recordSchemas[kind].shape;
  return attribute ? { type: { is: "text" }, required: false } : undefined;
}

function shapesOf(name: string, schema: z.core.$ZodType): [string, FieldShape][] {
  const required = schema._zod.optin !== "optional";
  const inner = innerOf(schema);
  const type = typeOf(inner);
  if (type) return [[name, { type, required }]];
  // Every schema that Zod makes is one of this union; the base type alone does not say so.
  const { def } = (inner as z.core.$ZodTypes)._zod;
  if (def.type !== "object") return [];
  return Object.entries(def.shape).flatMap(([part, below]) => shapesOf(`${name}.${part}`, below));
}

function innerOf(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === "optional" ? def.innerType : schema;
}

function typeOf(schema: z.core.$ZodType): FieldType | undefined {
  if (schema === Instant) return { is: "instant" };
  if (schema === OverSince) return { is: "over-since" };
  if (schema === Moment) return { is: "moment" };
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "string") return { is: "text" };
  if (def.type === "boolean") return { is: "boolean" };
  if (def.type === "number") return { is: "integer" };
  if (def.type === "enum") return { is: "choice", values: Object.values(def.entries).map(String) };
  if (def.type !== "array") return undefined;
  if (def.element === Email) return { is: "emails" };
  const element = typeOf(def.element);
  if (element?.is === "text") return { is: "texts" };
  return element?.is === "choice" ? { is: "choices", values: element.values } : undefined;
}
