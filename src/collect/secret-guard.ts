import { createHash } from "node:crypto";
import { byCodeUnit } from "../canonical.ts";
import type { StatedKind } from "../model/collected.ts";
import { type AnyRecord, recordSchemas } from "../model/record.ts";
import type { RecordKind } from "../model/record-id.ts";
import { IdTable } from "../spool/id-table.ts";
import { secretsIn } from "./secret-shapes.ts";

/** Stands where a secret stood in a field that a record cannot do without. */
const withheldText = "[withheld]";

/** How many records are named in one warning. */
const mostNamed = 5;

/** In which records something was found: how many, and the first few by name. */
interface Found {
  readonly seen: IdTable;
  names: string[];
}

/**
 * Takes out of records and warnings whatever has the form of a secret, before any of it is written: a snapshot lies in
 * Git, where nothing is ever forgotten. The kind is partial then, so that the check says so, until each id is allowed:
 * by somebody who has looked and found that it is none.
 */
export class SecretGuard {
  readonly #allowed: ReadonlySet<string>;
  readonly #found = new Map<RecordKind, Map<string, Found>>();

  constructor(allowed: readonly string[]) {
    this.#allowed = new Set(allowed);
  }

  /** The record without secrets; undefined where its very id holds one. */
  clean(kind: RecordKind, record: AnyRecord): AnyRecord | undefined {
    const fields = Object.entries(record).filter(([, value]) => shapesOf(value).length > 0);
    if (fields.length === 0 || this.#allowed.has(nameOf(record.id))) return record;
    for (const [field, value] of fields)
      this.#note(kind, `${field} has the form of a secret (${shapesOf(value).join(", ")})`, nameOf(record.id));
    if (fields.some(([field]) => field === "id")) return undefined;
    return without(kind, record, new Map(fields));
  }

  /** Whether an id may be written at all. */
  allows(id: string): boolean {
    return secretsIn(id).length === 0 || this.#allowed.has(nameOf(id));
  }

  /** What is to be said of a kind: what was withheld, and no secret in any warning. */
  told<K extends StatedKind>(kind: K): K {
    const warnings = kind.warnings.map((text) =>
      secretsIn(text).length > 0 ? `${kind.kind}: a warning was withheld` : text,
    );
    const found = this.#found.get(kind.kind);
    if (found === undefined) return { ...kind, warnings };
    const more = [...found].map(([what, { seen, names }]) => {
      const rest = seen.size > names.length ? ` and ${seen.size - names.length} more` : "";
      return `${kind.kind}: ${what} and was withheld, in ${names.join(", ")}${rest}; where it is none, name them in \`noSecrets\``;
    });
    const completeness = kind.completeness === "denied" ? "denied" : "partial";
    return { ...kind, completeness, warnings: [...new Set([...warnings, ...more])].toSorted() };
  }

  #note(kind: RecordKind, what: string, name: string): void {
    const ofKind = this.#found.get(kind) ?? new Map<string, Found>();
    this.#found.set(kind, ofKind);
    const found = ofKind.get(what) ?? { seen: new IdTable(), names: [] };
    ofKind.set(what, found);
    if (found.seen.add(name)) found.names = [...found.names, name].toSorted(byCodeUnit).slice(0, mostNamed);
  }
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

/** What a record is called when its id may not be written: a digest, where the id itself holds a secret. */
function nameOf(id: string): string {
  if (secretsIn(id).length === 0) return id;
  return `sha256:${createHash("sha256").update(id).digest("hex")}`;
}
