import type { Problem } from "../errors.ts";
import { activityFields } from "../model/activity.ts";
import { type AnyRecord, recordSchemas } from "../model/record.ts";
import { recordId } from "../model/record-id.ts";
import { Activity } from "../model/records/evidence.ts";
import { defaultOf } from "./default-value.ts";
import { type FieldContext, type FieldReading, fieldReader } from "./field-reader.ts";
import { type FieldShape, fieldShape, fieldShapes } from "./field-type.ts";
import type { RecordMapping } from "./record-schema.ts";
import { fillIn, type Scope } from "./scope.ts";
import { templateOf } from "./template.ts";

/** Something about one field of a record that could not be read, though the record stands. */
export interface Note {
  readonly field: string;
  readonly reason: string;
  readonly raw: string;
}

export type Built =
  | {
      readonly ok: true;
      readonly record: AnyRecord;
      /** When it was last used, where the item says so. */
      readonly uses?: Activity;
      readonly tenant: string;
      readonly notes: readonly Note[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export interface BuildContext extends FieldContext {
  readonly tenant: string;
}

/** Makes the function that builds one record of a mapping. */
export function recordBuilder(mapping: RecordMapping, context: BuildContext): (scope: Scope) => Built {
  const { kind, fields } = mapping;
  const idTemplate = templateOf(mapping.id);
  const tenantTemplate = mapping.tenant === undefined ? undefined : templateOf(mapping.tenant);
  const readers = Object.entries(fields).flatMap(([name, source]) => {
    const shape = fieldShape(kind, name);
    return shape ? [{ name, shape, read: fieldReader(source, shape.type, context) }] : [];
  });
  const defaults = defaultsOf(mapping, context.system);
  const keepsRaw = fieldShape(kind, "rawStatus") !== undefined && !("rawStatus" in fields);
  const beside = new Set(Object.keys(activityFields(kind)));
  const canNeverEnd = "neverExpires" in recordSchemas[kind].shape;

  return (scope) => {
    const tenant = tenantTemplate ? fillIn(tenantTemplate, scope) : context.tenant;
    const native = fillIn(idTemplate, scope);
    if (tenant === undefined) return missing(scope, `the tenant ${mapping.tenant} has no value`);
    if (native === undefined) return missing(scope, `the id ${mapping.id} has no value`);
    const draft = new Draft(recordId(kind, context.system, tenant, native), scope, beside);
    for (const [name, value] of defaults) draft.set(name, value);
    for (const { name, shape, read } of readers) {
      const reading = read(scope, tenant);
      if (reading.never && canNeverEnd) draft.set("neverExpires", true);
      draft.take(name, shape, reading);
      if (keepsRaw && name === "status") draft.set("rawStatus", reading.raw ?? "");
    }
    return checked(kind, draft, tenant);
  };
}

function checked(kind: RecordMapping["kind"], draft: Draft, tenant: string): Built {
  const result = recordSchemas[kind].safeParse(draft.finished());
  for (const { path, message } of result.error?.issues ?? []) draft.refuse(`${path.join(".")}: ${message}`);
  if (!result.success || draft.problems.length > 0) return { ok: false, problems: draft.problems };
  const { uses, notes } = draft;
  return { ok: true, record: result.data, ...(uses && { uses }), tenant, notes };
}

function missing({ item }: Scope, message: string): Built {
  const next = "Fill it in at the source, or leave such items out with `when`.";
  return { ok: false, problems: [{ code: "collect/missing-value", message, place: item.place, next }] };
}

/** The fields that are the same in every record because the mapping does not name them. */
function defaultsOf({ kind, fields }: RecordMapping, system: string): [string, string][] {
  return [...fieldShapes(kind)].flatMap(([name, { required }]): [string, string][] => {
    const made = required && !(name in fields) ? defaultOf(kind, name, fields) : undefined;
    return made ? [[name, typeof made.value === "string" ? made.value : system]] : [];
  });
}

/** A record under construction, with what is wrong with it. */
class Draft {
  readonly problems: Problem[] = [];
  readonly notes: Note[] = [];
  readonly #scope: Scope;
  readonly #unknown = new Set<string>();
  readonly #record = new Map<string, unknown>();
  readonly #parts = new Map<string, Map<string, unknown>>();
  /** Fields that are kept beside the record, because they change with every use. */
  readonly #beside: ReadonlySet<string>;
  readonly #uses = new Map<string, unknown>();

  constructor(id: string, scope: Scope, beside: ReadonlySet<string>) {
    this.#scope = scope;
    this.#beside = beside;
    this.#record.set("id", id);
  }

  /** When the record was last used; that it was not is no such statement. */
  get uses(): Activity | undefined {
    const isTold = this.#uses.has("lastUsedAt") || this.#uses.has("lastLoginAt");
    return isTold ? Activity.parse({ id: this.#record.get("id"), ...Object.fromEntries(this.#uses) }) : undefined;
  }

  /** Puts a reading where it belongs, or notes why it cannot be. */
  take(name: string, { type, required }: FieldShape, reading: FieldReading): void {
    const { value, unreadable, raw = "" } = reading;
    if (unreadable === undefined && value !== undefined) this.set(name, sorted(value));
    else if (unreadable !== undefined || (required && !reading.never))
      this.#without(name, { type, required }, unreadable ?? "is empty", raw);
  }

  #without(name: string, { type, required }: FieldShape, reason: string, raw: string): void {
    const canBeUnknown = type.is === "choice" && type.values.includes("unknown");
    if (name === "rawStatus") this.set(name, raw);
    else if (required && !canBeUnknown) this.refuse(`${name} ${reason}${quoted(raw)}`);
    else {
      if (canBeUnknown) this.set(name, "unknown");
      else this.#unknown.add(name);
      this.notes.push({ field: name, reason, raw });
    }
  }

  set(name: string, value: unknown): void {
    const dot = name.indexOf(".");
    if (this.#beside.has(name)) this.#uses.set(name, value);
    else if (dot < 0) this.#record.set(name, value);
    else {
      const parts = this.#parts.get(name.slice(0, dot)) ?? new Map<string, unknown>();
      this.#parts.set(name.slice(0, dot), parts.set(name.slice(dot + 1), value));
    }
  }

  refuse(message: string): void {
    const { place } = this.#scope.item;
    const record = String(this.#record.get("id"));
    const next = "Correct it at the source, or correct the mapping.";
    this.problems.push({ code: "collect/bad-record", message, place: { ...place, record }, next });
  }

  /** The record with its keys in one order, whatever the order of the mapping. */
  finished(): Record<string, unknown> {
    for (const [name, parts] of this.#parts) this.#record.set(name, Object.fromEntries([...parts].toSorted(byName)));
    if (this.#unknown.size > 0) this.#record.set("unknown", [...this.#unknown].toSorted());
    return Object.fromEntries([...this.#record].toSorted(byName));
  }
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** Lists are sets: their order at the source means nothing, and what stands twice stands once. */
function sorted(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const byText = new Map(value.map((element): [string, unknown] => [sortKey(element), element]));
  return [...byText].toSorted(byName).map(([, element]) => element);
}

/** E-mail addresses are sorted by type, then value. */
function sortKey(element: unknown): string {
  if (typeof element !== "object" || element === null) return String(element);
  const { type = "", value = "" } = element as { type?: string; value?: string };
  return `${type}\0${value}`;
}

function quoted(raw: string): string {
  return raw === "" ? "" : `: ${JSON.stringify(raw.slice(0, 40))}`;
}
