import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StatedKind } from "../../src/model/collected.ts";
import type { RecordOf } from "../../src/model/record.ts";
import { recordId } from "../../src/model/record-id.ts";
import { type WriteOptions, type WriteResult, writeSnapshot } from "../../src/snapshot/write.ts";
import { collectedSource, type PlainRecord, type PlainSource } from "../collect/plain-source.ts";

/** Writes a snapshot of sources whose records are at hand. */
export async function writePlain(
  dir: string,
  sources: readonly PlainSource[],
  options: WriteOptions,
): Promise<WriteResult> {
  return await writeSnapshot(
    dir,
    sources.map((source) => collectedSource(source)),
    options,
  );
}

/** A system of invented accounts and grants; everything can be overridden. */
export function invented(records: readonly PlainRecord[], more: Partial<PlainSource> = {}): PlainSource {
  const kinds = [...new Set(records.map(({ kind }) => kind))].map((kind) => stated({ kind }));
  return {
    system: "forge",
    role: "application",
    zone: "UTC",
    tenants: ["acme"],
    collector: { name: "files", version: 1 },
    kinds,
    records,
    ...more,
  };
}

export function stated(more: Partial<StatedKind> & Pick<StatedKind, "kind">): StatedKind {
  return {
    observedAt: day(1),
    completeness: "full",
    fieldsRead: ["status", "userName", "owners"],
    warnings: [],
    ...more,
  };
}

export function account(name: string, more: Partial<RecordOf<"account">> = {}): PlainRecord {
  const id = recordId("account", "forge", "acme", name);
  const record = {
    id,
    app: "forge",
    status: "active",
    rawStatus: "A",
    kind: "human",
    userName: name,
    ...more,
  } as const;
  return { kind: "account", record };
}

export function grant(name: string, role: string): PlainRecord {
  const entitlement = recordId("entitlement", "forge", "acme", role);
  return {
    kind: "grant",
    record: {
      id: recordId("grant", "forge", "acme", `${name}:${role}`),
      principal: recordId("account", "forge", "acme", name),
      principalType: "account",
      entitlement,
      effect: "allow",
    },
  };
}

export function entitlement(role: string): PlainRecord {
  const id = recordId("entitlement", "forge", "acme", role);
  return { kind: "entitlement", record: { id, app: "forge", kind: "role", name: role } };
}

/** The n-th of January, morning. */
export function day(number: number): string {
  return `2026-01-${String(number).padStart(2, "0")}T06:00:00Z`;
}

export function at(number: number): { now: Date; runId: string } {
  return { now: new Date(day(number)), runId: `run-${number}` };
}

/** A folder of its own, holding a place for a snapshot. */
export async function freshFolder(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), "entitlint-snapshot-")), "snapshots");
}

/** Every file below a folder with its text, for comparing whole trees. */
export async function treeOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const texts = paths.toSorted().map(async (path) => [path.slice(folder.length + 1), await readFile(path, "utf8")]);
  return Object.fromEntries(await Promise.all(texts));
}

/** Two states of one system, for tests that replace one by the other. */
export const oldState = [account("adam"), account("zoe"), grant("adam", "admin"), entitlement("admin")];
export const newState = [
  account("adam", { status: "disabled" }),
  account("new"),
  grant("new", "admin"),
  entitlement("admin"),
];
