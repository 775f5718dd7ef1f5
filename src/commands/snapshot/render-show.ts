import { counted } from "../../counted.ts";
import type { Manifest } from "../../model/manifest.ts";
import type { AnyRecord } from "../../model/record.ts";
import { safeText } from "../../report/safe-text.ts";
import { canonicalPretty, type KindOfSystem, type Snapshot, snapshotDigest } from "../../snapshot/index.ts";
import { failureText } from "../estate/failures.ts";
import type { Found } from "./find-record.ts";

type Format = "text" | "json";

/** What was read, when and how completely: a row for each kind. JSON is version 1. */
export function renderSummary(snapshot: Snapshot, kinds: readonly KindOfSystem[], format: Format): string {
  const { name, manifest } = snapshot;
  const digest = snapshotDigest(manifest);
  if (format === "json") {
    const rows = kinds.map(({ system, kind, entry }) => ({ system, kind, ...entry }));
    const { collectedAt, failures } = manifest;
    return canonicalPretty({ version: 1, name, digest, collectedAt, failures, kinds: rows }, "lists");
  }
  const rows = kinds.map(({ system, kind, entry }) => [
    system,
    kind,
    String(entry.count),
    entry.completeness,
    entry.observedAt,
    entry.warnings === undefined ? "" : counted(entry.warnings.length, "warning"),
  ]);
  const head = `${safeText(name)}, collected ${manifest.collectedAt}, digest ${digest}`;
  const failed = failureLines(manifest);
  if (rows.length === 0) return `${[head, "It holds nothing.", ...failed].join("\n")}\n`;
  const table = aligned([["system", "kind", "records", "read", "observed at", ""], ...rows]);
  return `${[head, "", ...table, ...failed].join("\n")}\n`;
}

function failureLines({ failures = {} }: Manifest): string[] {
  const lines = Object.entries(failures)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([system, failure]) => safeText(failureText(system, failure)));
  return lines.length > 0 ? ["", ...lines] : [];
}

/** One line for each record: its id, its status, and what people call it. JSON is version 1, with whole records. */
export function renderRecords(records: readonly AnyRecord[], format: Format): string {
  if (format === "json") return canonicalPretty({ version: 1, records }, "lists");
  const rows = records.map((record) => [record.id, "status" in record ? record.status : "", calledBy(record)]);
  return aligned(rows)
    .map((line) => `${line}\n`)
    .join("");
}

/** One record, where it stands, what is remembered of it, and its last use. JSON is version 1. */
export function renderOne(found: Found, format: Format): string {
  if (format === "json") return canonicalPretty({ version: 1, ...found }, "lists");
  const where = found.file === undefined ? "not there any more" : `${found.file}:${found.line}`;
  const parts = [
    [`${found.id} (${where})`],
    section("record", found.record),
    section("history", found.history),
    section("last use", found.activity),
  ];
  return `${parts.flat().map(safeText).join("\n")}\n`;
}

function section(title: string, value: object | undefined): string[] {
  if (!value) return [];
  const { id: _, ...rest } = { id: "", ...value };
  return [`${title}:`, ...canonicalPretty(rest, "lists").trimEnd().split("\n").slice(1, -1)];
}

function calledBy(record: AnyRecord): string {
  if ("userName" in record && record.userName !== undefined) return record.userName;
  if ("name" in record && record.name !== undefined) return record.name;
  if ("entitlement" in record) return `${record.principal} has ${record.entitlement}`;
  return "member" in record ? `${record.member} in ${record.group}` : "";
}

/** Rows in columns; the last column is not padded. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const safe = rows.map((row) => row.map(safeText));
  const widths = safe.reduce<number[]>((all, row) => row.map((cell, at) => Math.max(all[at] ?? 0, cell.length)), []);
  return safe.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
