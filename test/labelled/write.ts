import { parseRecordId, type RecordKind } from "../../src/model/record-id.ts";
import { type Cell, type Estate, type Row, readings } from "./estate.ts";
import { type ExportedSource, exported } from "./sources.ts";

/** Columns that say since when a row is there, and those of uses: an export holds nothing that lies after it. */
const beginnings = ["createdAt", "created", "grantedAt", "addedAt", "requestedAt"];
const uses = ["lastLogin", "lastLoginAt", "lastUsedAt"];

/** What the company asks for, where the rules leave it to whoever uses them. */
const demands = {
  "priv-no-mfa": { params: { phishingResistant: true, adminNames: ["adm-*"] } },
  "nhi-weak-credential": { params: { federates: ["code"] } },
  "breakglass-too-few": { params: { min: { desk: 1 } } },
};

/** The project's files as they were at a reading: config, exports, access files. */
export function filesAt(estate: Estate, reading: number): Record<string, string> {
  const at = readings[reading] ?? "";
  const files: Record<string, string> = {};
  const sources: Record<string, unknown> = {};
  for (const [system, source] of Object.entries(exported)) {
    if (source.role === "application" && !estate.access.has(`apps/${system}`)) continue;
    const format = source.format ?? "ndjson";
    const [exportedAt = at] = [at, estate.exportedAt.get(system) ?? at].sort();
    const reads = Object.entries(source.kinds).map(([kind, fields]) => {
      const rows = rowsOf(estate, reading, system, kind).filter((row) => isThere(row, at));
      const path = `exports/${system}-${kind}.${format}`;
      const written = rows.map((row) => without(row, at));
      files[path] = format === "csv" ? csv(columnsOf(source, kind), written) : ndjson(written);
      const records = [{ kind, id: "{id}", tenant: source.tenant, fields }];
      return {
        path,
        ...(format === "csv" && { delimiter: ";" }),
        exportedAt: { from: "value", value: exportedAt },
        records,
      };
    });
    const { role, zone, required } = source;
    // What is undefined is left out of JSON.
    sources[system] = { collector: "files", role, zone, required, reads };
  }
  files["entitlint.yaml"] = text({ version: 1, sources, rules: demands });
  for (const [path, content] of estate.access) files[`access/${path}.yaml`] = text(content);
  return files;
}

function rowsOf(estate: Estate, reading: number, system: string, kind: string): Row[] {
  return [...estate.rowsAt(reading)].flatMap(([id, row]) => {
    const parts = parseRecordId(id);
    return parts?.system === system && parts.kind === kind ? [row] : [];
  });
}

function isThere(row: Row, at: string): boolean {
  return beginnings.every((name) => row[name] === undefined || String(row[name]) <= at);
}

function without(row: Row, at: string): Row {
  return Object.fromEntries(
    Object.entries(row).filter(([name, value]) => value !== undefined && !(uses.includes(name) && String(value) > at)),
  );
}

function columnsOf(source: ExportedSource, kind: string): string[] {
  const found = new Set<string>(["id"]);
  const fields = source.kinds[kind as RecordKind] ?? {};
  JSON.stringify(Object.values(fields), (key, value) => {
    if (typeof value === "string" && (key === "from" || /^\d+$/.test(key))) found.add(value);
    return value;
  });
  return [...found];
}

function csv(columns: readonly string[], rows: readonly Row[]): string {
  const cell = (value: Cell) => (value === undefined ? "" : String(value));
  return [columns, ...rows.map((row) => columns.map((name) => cell(row[name])))]
    .map((cells) => `${cells.join(";")}\n`)
    .join("");
}

function ndjson(rows: readonly Row[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

/** JSON is YAML. */
function text(content: unknown): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}
