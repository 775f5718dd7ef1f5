import { loadEstate } from "../../src/load/index.ts";
import { type AccessState, type DeclaredApp, nothingDeclared } from "../../src/model/access.ts";
import type { SystemInput } from "../../src/model/estate-input.ts";
import type { KindEntry, SourceRole } from "../../src/model/manifest.ts";
import type { RecordKind } from "../../src/model/record-id.ts";

export const observedAt = "2026-03-02T06:00:00Z";

/** A system that a snapshot holds, with the records given, all of whose named fields were read. */
export function observedSystem(
  system: string,
  role: SourceRole,
  records: Readonly<Partial<Record<RecordKind, readonly object[]>>>,
): SystemInput {
  const entries = Object.entries(records);
  return {
    ...{ system, role, zone: "UTC", history: {}, declared: [] },
    kinds: Object.fromEntries(entries.map(([kind, rows]) => [kind, kindEntry(rows)])),
    lines: Object.fromEntries(
      entries.map(([kind, rows]) => [
        kind,
        [
          {
            path: `${system}/${kind}.ndjson`,
            bytes: Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join("")),
          },
        ],
      ]),
    ),
  };
}

function kindEntry(rows: readonly object[]): KindEntry {
  const fieldsRead = [...new Set(rows.flatMap((row) => Object.keys(row)))].sort();
  return { observedAt, completeness: "full", count: rows.length, fieldsRead, layout: "single" };
}

/** An application that declares nothing but where its people come from, and what the test adds. */
export function declaredApp(id: string, people: readonly string[], more: Partial<DeclaredApp> = {}): DeclaredApp {
  const place = { file: `access/apps/${id}.yaml`, line: 1, column: 1 };
  return {
    id,
    owner: { kind: "person", text: "person:ana@example.com", name: "ana@example.com", place },
    people: people.map((system) => ({ system, place })),
    ...{ mode: "observe", tier: 2, ssoRequired: false, localLogin: "allowed" },
    lifecycle: { channel: "manual", onLeave: "keep", deactivationBlocksUse: "no" },
    ...{ correlate: [], kinds: [], entitlements: [], place },
    ...more,
  };
}

export function estateOf(systems: readonly SystemInput[], apps: readonly DeclaredApp[]) {
  const access: AccessState = { ...nothingDeclared, apps };
  return loadEstate(systems, access);
}
