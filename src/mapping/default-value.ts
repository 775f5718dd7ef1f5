import type { RecordKind } from "../model/record-id.ts";
import type { FieldSource } from "./field-schema.ts";
import { fieldShape } from "./field-type.ts";

/** What a required field is where the mapping does not name it: `known` follows from the mapping, else it was not read. */
export interface DefaultValue {
  readonly known: boolean;
  /** `system` stands for the name of the source's system. */
  readonly value: { readonly system: true } | string;
}

/** The default of a required field, or undefined where the mapping has to name it. */
export function defaultOf(
  kind: RecordKind,
  name: string,
  fields: Readonly<Record<string, FieldSource>>,
): DefaultValue | undefined {
  if (name === "app") return { known: true, value: { system: true } };
  if (name === "effect") return { known: true, value: "allow" };
  if (name === "rawStatus") return { known: "status" in fields, value: "" };
  const typed = name === "memberType" ? "member" : name === "principalType" ? "principal" : undefined;
  const target = typed === undefined ? undefined : refKind(fields[typed]);
  if (target !== undefined) return { known: true, value: target };
  const type = fieldShape(kind, name)?.type;
  return type?.is === "choice" && type.values.includes("unknown") ? { known: false, value: "unknown" } : undefined;
}

function refKind(field: FieldSource | undefined): RecordKind | undefined {
  return typeof field === "object" && !Array.isArray(field) && "ref" in field ? field.ref : undefined;
}
