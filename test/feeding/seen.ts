import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Manifest } from "../../src/model/manifest.ts";

/** What the sources of one collector filled, kind by kind. */
export type Seen = Readonly<Record<string, SeenKind>>;

export interface SeenKind {
  /** Of each source, the fields that the manifest says were read. */
  readonly read: readonly (readonly string[])[];
  /** Every field that some record has. */
  readonly filled: Set<string>;
  /** The values of fields, of records in use; of `status`, of all. */
  readonly values: Map<string, Set<string>>;
}

type Line = Readonly<Record<string, unknown>>;

const inUse: ReadonlySet<unknown> = new Set([undefined, "active", "invited", "locked"]);

/** Reads the snapshot below a folder: what the given systems filled, and the ids of all records. */
export function seenIn(folder: string, systems: readonly string[]): { seen: Seen; records: Set<string> } {
  const { sources } = Manifest.parse(JSON.parse(readFileSync(join(folder, "snapshots/manifest.json"), "utf8")));
  const seen: Record<string, SeenKind> = {};
  const records = new Set<string>();
  for (const [system, { kinds }] of Object.entries(sources)) {
    const twins = new Set(linesOf(folder, system, "identity").map(({ id }) => nativeOf(id)));
    for (const [kind, { fieldsRead, observedAt }] of Object.entries(kinds)) {
      const lines = linesOf(folder, system, kind);
      for (const { id } of lines) records.add(String(id));
      if (!systems.includes(system)) continue;
      const known = seen[kind] ?? { read: [], filled: new Set(), values: new Map() };
      seen[kind] = { ...known, read: [...known.read, fieldsRead] };
      const uses = linesOf(folder, system, `${kind}.activity`)
        .flatMap(Object.keys)
        .filter((name) => /^last/u.test(name));
      for (const name of [...lines.flatMap(Object.keys), ...uses]) known.filled.add(name);
      const alone = kind === "account" ? lines.filter(({ id }) => !twins.has(nativeOf(id))) : lines;
      for (const line of alone) note(line, observedAt, known.values);
    }
  }
  return { seen, records };
}

function note(line: Line, observedAt: string, values: Map<string, Set<string>>): void {
  for (const [field, value] of Object.entries(line)) {
    if (field !== "status" && !inUse.has(line.status)) continue;
    values.set(field, (values.get(field) ?? new Set()).add(wordFor(field, value, observedAt)));
  }
}

/** As `reads` of collectors and `rests_on` of rules speak of values. */
function wordFor(field: string, value: unknown, observedAt: string): string {
  const text = String(value);
  if (field === "expiresAt") return text < observedAt ? "past" : "ahead";
  return field === "principal" ? text.slice(0, text.indexOf(":")) : text;
}

/** The records of one kind that a system's part of the snapshot below a folder has. */
export function linesOf(folder: string, system: string, kind: string): Line[] {
  const place = join(folder, "snapshots", system);
  const files = existsSync(place) ? readdirSync(place).filter((file) => file === `${kind}.ndjson`) : [];
  return files.flatMap((file) =>
    readFileSync(join(place, file), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line): Line => JSON.parse(line)),
  );
}

function nativeOf(id: unknown): string {
  return String(id).split("/").slice(2).join("/");
}
