import type { DeclaredAt } from "../model/document.ts";
import type { KindLines, SystemInput } from "../model/estate-input.ts";
import { type RecordOf, recordSchemas } from "../model/record.ts";
import { type RecordKind, recordKinds } from "../model/record-id.ts";
import type { IntegrityFault } from "../model/source-document.ts";
import { formOf } from "./form.ts";
import { eachLine, lineText } from "./lines.ts";

/** One record of the estate: its bytes as they stand, the system it belongs to, and who says so. */
export interface Row<Keys> {
  readonly id: string;
  readonly system: string;
  /** The record as JSON. */
  readonly bytes: Uint8Array;
  readonly keys: Keys;
  readonly observed: boolean;
  readonly declared?: DeclaredAt | undefined;
}

/** A row of a file. It keeps where its line lies; a view of each of a million lines would cost more than all the rest. */
class LineRow<Keys> implements Row<Keys> {
  readonly id: string;
  readonly system: string;
  readonly keys: Keys;
  readonly declared: DeclaredAt | undefined;
  readonly #file: Uint8Array;
  readonly #start: number;
  readonly #end: number;

  constructor(
    row: {
      readonly id: string;
      readonly system: string;
      readonly keys: Keys;
      readonly declared: DeclaredAt | undefined;
    },
    line: { readonly file: Uint8Array; readonly start: number; readonly end: number },
  ) {
    this.id = row.id;
    this.system = row.system;
    this.keys = row.keys;
    this.declared = row.declared;
    this.#file = line.file;
    this.#start = line.start;
    this.#end = line.end;
  }

  get observed(): boolean {
    return true;
  }

  get bytes(): Uint8Array {
    return this.#file.subarray(this.#start, this.#end);
  }
}

/** A fault found while reading, with the system it belongs to. */
export interface SystemFault {
  readonly system: string;
  readonly fault: IntegrityFault;
}

/** What reading one kind of one system needs to know. */
interface RowReader<K extends RecordKind, Keys> {
  readonly kind: K;
  /** Takes from a record what joining needs; the record itself is not kept. */
  readonly keys: (record: RecordOf<K>) => Keys;
  readonly faults: SystemFault[];
}

/** Reads the rows of one kind of one system: observed ones first, declared ones merged in by id. */
export function readRows<K extends RecordKind, Keys>(system: SystemInput, reader: RowReader<K, Keys>): Row<Keys>[] {
  const declared = declaredOf(system, reader.kind);
  const rows: Row<Keys>[] = [];
  const seen = new Set<string>();
  for (const file of system.lines[reader.kind] ?? []) readFile(file, system, reader, declared, seen, rows);
  for (const line of declared.values()) {
    if (seen.has(line.id)) continue;
    const keys = reader.keys(JSON.parse(line.json));
    rows.push({
      id: line.id,
      system: system.system,
      bytes: Buffer.from(line.json),
      keys,
      observed: false,
      declared: line.declared,
    });
  }
  return rows;
}

/** What Git declares of one kind, by id. */
export function declaredOf(system: SystemInput, kind: RecordKind): Map<string, SystemInput["declared"][number]> {
  const lines = system.declared.filter((line) => line.kind === kind);
  return new Map(lines.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)).map((line) => [line.id, line]));
}

function readFile<K extends RecordKind, Keys>(
  file: KindLines,
  system: SystemInput,
  reader: RowReader<K, Keys>,
  declared: ReadonlyMap<string, SystemInput["declared"][number]>,
  seen: Set<string>,
  rows: Row<Keys>[],
): void {
  let number = 0;
  eachLine(file.bytes, (start, end) => {
    number += 1;
    const record = readRecord<K>(reader.kind, file, start, end);
    if (!record) {
      reader.faults.push(
        lineFault("invalid", system.system, reader.kind, `${file.path}:${number}`, "this line is no record"),
      );
      return;
    }
    if (seen.has(record.id)) {
      reader.faults.push(
        lineFault("duplicate", system.system, reader.kind, record.id, `again at ${file.path}:${number}`),
      );
      return;
    }
    seen.add(record.id);
    const place = declared.size > 0 ? declared.get(record.id)?.declared : undefined;
    const row = { id: record.id, system: system.system, keys: reader.keys(record), declared: place };
    rows.push(new LineRow(row, { file: file.bytes, start, end }));
  });
}

/** Builds a fault of one system. */
export function lineFault(
  reason: IntegrityFault["reason"],
  system: string,
  kind: string,
  object: string,
  detail: string,
): SystemFault {
  return { system, fault: { reason, kind, object, detail } };
}

/**
 * The record of a line of a file, or undefined where the line is none. A file is held to the form of its records even where
 * it is the one that the manifest was written for, which proves no more than that; one that was altered, to their whole
 * schema.
 */
export function readRecord<K extends RecordKind>(
  kind: K,
  file: KindLines,
  start: number,
  end: number,
): RecordOf<K> | undefined {
  const record = parseRecord<RecordOf<K>>(lineText(file.bytes, start, end));
  if (!record) return undefined;
  const fits = file.altered ? recordSchemas[kind].safeParse(record).success : forms.get(kind)?.(record);
  return fits ? record : undefined;
}

const forms = new Map(recordKinds.map((kind) => [kind, formOf(recordSchemas[kind])]));

/** A record from a line, or undefined where the line is none: what is inside was checked when the snapshot was written. */
export function parseRecord<T extends { id: string }>(text: string): T | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord<T>(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord<T extends { id: string }>(value: unknown): value is T {
  return typeof value === "object" && value !== null && "id" in value && typeof value.id === "string";
}
