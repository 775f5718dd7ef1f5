import { type RecordKind, recordId } from "../model/record-id.ts";
import type { PositionedNode } from "../positions/node.ts";
import { type Constant, convert, same } from "./convert.ts";
import type { FieldObject, FieldSource } from "./field-schema.ts";
import type { FieldType } from "./field-type.ts";
import type { MomentOptions } from "./read-moment.ts";
import { fillIn, find, type Scope, sourceOf, textOf } from "./scope.ts";
import { type Template, templateOf } from "./template.ts";

export type FieldValue = Constant | readonly (Constant | Readonly<Record<string, Constant>>)[];

/** What one item says of one field. `value` is absent where it says nothing. */
export interface FieldReading {
  readonly value?: FieldValue;
  /** The text as written, where it is one. */
  readonly raw?: string;
  /** True where the text says that it never ends. */
  readonly never?: true;
  /** Why what stands there cannot be the field's value. */
  readonly unreadable?: string;
}

/** Where references and dates of one mapping belong. */
export interface FieldContext extends MomentOptions {
  readonly system: string;
}

/** Reads one field from an item; `tenant` is the one of the item's own record. */
export type FieldReader = (scope: Scope, tenant: string) => FieldReading;

/** Makes the reader of one field of a mapping. */
export function fieldReader(source: FieldSource, type: FieldType, context: FieldContext): FieldReader {
  if (typeof source === "string") return objectReader({ from: source }, type, context);
  if (!Array.isArray(source)) return objectReader(source, type, context);
  if (type.is === "emails") return emailReader(source);
  return objectReader({ from: source.map((one) => (typeof one === "string" ? one : one.from)) }, type, context);
}

function emailReader(list: Extract<FieldSource, readonly unknown[]>): FieldReader {
  const sources = list.map((one) => (typeof one === "string" ? { from: one } : one));
  const emails = sources.map(({ from, ...known }) => ({ source: sourceOf(from), known: definedOnly(known) }));
  return (scope) => {
    const value = emails.flatMap(({ source, known }) =>
      elements(find(source, scope), undefined).map((address) => ({ value: address, ...known })),
    );
    return { value };
  };
}

function definedOnly(known: Readonly<Record<string, Constant | undefined>>): Record<string, Constant> {
  const entries = Object.entries(known).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}

function objectReader(field: FieldObject, type: FieldType, context: FieldContext): FieldReader {
  const { value } = field;
  // Empty text says that the field is known to be empty.
  if (value === "") return () => ({ raw: "" });
  if (value !== undefined) {
    const constant = constantFor(value, type);
    return () => (typeof value === "string" ? { value: constant, raw: value } : { value: constant });
  }
  const options = {
    format: field.dateFormat ?? context.format,
    zone: field.zone ?? context.zone,
    ignoreCase: field.ignoreCase,
  };
  const froms = [field.from ?? []].flat().map(sourceOf);
  const refer = field.ref === undefined ? undefined : referrer(field.ref, field, context);
  const isList = type.is === "texts" || type.is === "choices" || type.is === "emails";

  function read(text: string, scope: Scope, tenant: string): FieldReading {
    const mapped = mappedValue(text, field);
    if (mapped !== undefined) return { value: mapped, raw: text };
    if (text === "") return { raw: text };
    if (field.never?.includes(text)) return { raw: text, never: true };
    if (field.map !== undefined) return { raw: text, unreadable: "is not in the map" };
    if (refer) return withValue(refer(text, scope, tenant), text);
    const converted = convert(text, type, options);
    return converted.ok ? { value: converted.value, raw: text } : { raw: text, unreadable: converted.reason };
  }

  if (!isList)
    return (scope, tenant) => {
      if (refer && froms.length === 0) return withValue(refer("", scope, tenant), undefined);
      const texts = froms.map((from) => find(from, scope)).filter((found) => found !== undefined);
      const notScalar = texts.find((found) => typeof found !== "string" && found.type !== "scalar");
      if (notScalar) return { unreadable: "is a list or a map, not one value" };
      return read(texts.map(textOf).find((text) => text !== undefined && text !== "") ?? "", scope, tenant);
    };
  return (scope, tenant) => {
    const texts = froms.flatMap((from) => elements(find(from, scope), field.split));
    const readings = texts.map((text) => read(text, scope, tenant));
    const bad = readings.find(({ unreadable }) => unreadable !== undefined);
    if (bad) return bad;
    const values = readings.flatMap(({ value: one }) => (one === undefined || typeof one === "object" ? [] : [one]));
    return { value: type.is === "emails" ? values.map((address) => ({ value: address })) : values };
  };
}

function withValue(value: string | undefined, raw: string | undefined): FieldReading {
  return { ...(value !== undefined && { value }), ...(raw !== undefined && { raw }) };
}

/** Makes the id of the record referred to; undefined where the item has no value for it. */
function referrer(kind: RecordKind, field: FieldObject, context: FieldContext) {
  const id: Template = templateOf(field.id ?? "{$element}");
  const tenantTemplate = field.tenant === undefined ? undefined : templateOf(field.tenant);
  const system = field.system ?? context.system;
  return (element: string, scope: Scope, ownTenant: string): string | undefined => {
    const variables = element === "" ? scope.variables : { ...scope.variables, element };
    const native = fillIn(id, { ...scope, variables });
    const tenant = tenantTemplate ? fillIn(tenantTemplate, scope) : ownTenant;
    return native === undefined || tenant === undefined ? undefined : recordId(kind, system, tenant, native);
  };
}

function mappedValue(text: string, { map, ignoreCase, otherwise }: FieldObject): Constant | undefined {
  if (map === undefined) return undefined;
  if (Object.hasOwn(map, text)) return map[text];
  const loose = ignoreCase ? Object.keys(map).find((key) => same(key, text, true)) : undefined;
  if (loose !== undefined) return map[loose];
  return text === "" ? undefined : otherwise;
}

/** The texts of a list, of a cell that is one, or of one value; empty ones are left out. */
export function elements(found: PositionedNode | string | undefined, split: string | undefined): string[] {
  if (typeof found === "object" && found.type === "list") return found.items.flatMap((item) => elements(item, split));
  const text = textOf(found) ?? "";
  const parts = split === undefined ? [text] : text.split(split).map((part) => part.trim());
  return parts.filter((part) => part !== "");
}

function constantFor(value: NonNullable<FieldObject["value"]>, type: FieldType): FieldValue {
  if (Array.isArray(value)) return type.is === "emails" ? value.map((address) => ({ value: address })) : value;
  const isText = type.is !== "boolean" && type.is !== "integer";
  return isText ? String(value) : value;
}
