import { createHash } from "node:crypto";
import type { CollectedActivity, CollectedKind, CollectedRecord, CollectedSource } from "../model/collected.ts";
import type { AnyRecord } from "../model/record.ts";
import { recordSchemas } from "../model/record.ts";
import type { RecordKind } from "../model/record-id.ts";
import { secretsIn } from "./secret-shapes.ts";

/** Stands where a secret stood in a field that a record cannot do without. */
const withheldText = "[withheld]";

/** How many records are named in one warning. */
const mostNamed = 5;

/**
 * Takes out of records and warnings whatever has the form of a secret, before any of it is written: a snapshot lies in
 * Git, where nothing is ever forgotten. The kind is partial then, so that the check says so, until each id is allowed:
 * by somebody who has looked and found that it is none. A record whose very id holds one is left out.
 */
export function withholdSecrets(source: CollectedSource, allowed: readonly string[]): CollectedSource {
  const pass = new Set(allowed);
  const found = new Map<RecordKind, Map<string, string[]>>();
  const note = (kind: RecordKind, what: string, name: string) => {
    const ofKind = found.get(kind) ?? new Map<string, string[]>();
    found.set(kind, ofKind.set(what, [...(ofKind.get(what) ?? []), name]));
  };
  const clean = source.records.flatMap((collected) => cleaned(collected, pass, note));
  const activity = source.activity?.filter(
    ({ activity: { id } }) => secretsIn(id).length === 0 || pass.has(nameOf(id)),
  );
  const kinds = source.kinds.map((kind) => told(kind, found.get(kind.kind)));
  return { ...source, records: clean, kinds, ...(activity && { activity: activity satisfies CollectedActivity[] }) };
}

type Note = (kind: RecordKind, what: string, name: string) => void;

function cleaned(collected: CollectedRecord, pass: ReadonlySet<string>, note: Note): CollectedRecord[] {
  const { kind, record } = collected;
  const fields = Object.entries(record).filter(([, value]) => shapesOf(value).length > 0);
  if (fields.length === 0) return [collected];
  const name = nameOf(record.id);
  if (pass.has(name)) return [collected];
  for (const [field, value] of fields)
    note(kind, `${field} has the form of a secret (${shapesOf(value).join(", ")})`, name);
  if (fields.some(([field]) => field === "id")) return [];
  return [{ ...collected, record: without(kind, record, new Map(fields)) }];
}

/** Optional fields go and are named unknown; of those that must be there, only the texts that hold a secret. */
function without(kind: RecordKind, record: AnyRecord, bad: ReadonlyMap<string, unknown>): AnyRecord {
  const shape: Readonly<Record<string, { safeParse(value: unknown): { success: boolean } }>> =
    recordSchemas[kind].shape;
  const gone = [...bad.keys()].filter((field) => shape[field]?.safeParse(undefined).success ?? true);
  const kept = Object.entries(record)
    .filter(([field]) => !gone.includes(field))
    .map(([field, value]): [string, unknown] => [field, bad.has(field) ? masked(value) : value]);
  const unknown = [...new Set([...(record.unknown ?? []), ...bad.keys()])].toSorted();
  return recordSchemas[kind].parse({ ...Object.fromEntries(kept), unknown });
}

function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  return typeof value === "string" && secretsIn(value).length > 0 ? withheldText : value;
}

function shapesOf(value: unknown): string[] {
  if (typeof value === "string") return secretsIn(value);
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.entries(value).flatMap(([name, part]) => [...secretsIn(name), ...shapesOf(part)]);
  return [...new Set(inner)].toSorted();
}

function told(kind: CollectedKind, found: ReadonlyMap<string, readonly string[]> | undefined): CollectedKind {
  const warnings = kind.warnings.map((text) =>
    secretsIn(text).length > 0 ? `${kind.kind}: a warning was withheld` : text,
  );
  if (found === undefined) return { ...kind, warnings };
  const more = [...found].map(([what, names]) => {
    const named = names.toSorted().slice(0, mostNamed).join(", ");
    const rest = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : "";
    return `${kind.kind}: ${what} and was withheld, in ${named}${rest}; where it is none, name them in \`noSecrets\``;
  });
  const completeness = kind.completeness === "denied" ? "denied" : "partial";
  return { ...kind, completeness, warnings: [...new Set([...warnings, ...more])].toSorted() };
}

/** What a record is called when its id may not be written: a digest, where the id itself holds a secret. */
function nameOf(id: string): string {
  if (secretsIn(id).length === 0) return id;
  return `sha256:${createHash("sha256").update(id).digest("hex")}`;
}
