import type { DeclaredAt } from "../model/document.ts";
import type { SystemInput } from "../model/estate-input.ts";
import type { Grant } from "../model/records/entitlement.ts";
import { type Adjacency, packEdges } from "./adjacency.ts";
import type { EntitlementRow } from "./entitlements.ts";
import { eachLine, lineText } from "./lines.ts";
import { lastSecond } from "./moments.ts";
import type { Principals } from "./principals.ts";
import { declaredOf, lineFault, parseRecord, type SystemFault } from "./rows.ts";

/**
 * All grants of the estate as columns: where each line lies, whose it is, what it gives. There are millions of them, so
 * none becomes an object of its own.
 */
export interface Grants {
  readonly count: number;
  /** Number of the entitlement, or -1. */
  entitlement(grant: number): number;
  /** The system whose records hold the grant. */
  system(grant: number): string;
  /** The line as it stands. */
  line(grant: number): Uint8Array;
  expires(grant: number): string | undefined;
  declared(grant: number): DeclaredAt | undefined;
  observed(grant: number): boolean;
  /** Grant numbers of a principal. */
  readonly byPrincipal: Adjacency;
}

interface Chunk {
  readonly system: string;
  readonly bytes: Uint8Array;
  readonly observed: boolean;
}

/** Reads all grants of all systems. Those that name nobody or nothing become faults. */
export function readGrants(
  systems: readonly SystemInput[],
  principals: Principals,
  entitlements: readonly EntitlementRow[],
  faults: SystemFault[],
): Grants {
  const columns = new GrantColumns();
  const entitlementNumbers = new Map(entitlements.map((row, index) => [row.id, index]));
  for (const system of systems) {
    const declared = declaredOf(system, "grant");
    const seen = new Set<string>();
    const add = (chunk: number, path: string, line: number, start: number, end: number) => {
      const bytes = columns.chunks[chunk]?.bytes ?? new Uint8Array();
      const record = parseRecord<Grant>(lineText(bytes, start, end));
      if (!record) {
        faults.push(lineFault("invalid", system.system, "grant", `${path}:${line}`, "this line is no record"));
        return;
      }
      const known = declared.size > 0 ? declared.get(record.id) : undefined;
      if (known) seen.add(record.id);
      const principal = principals.numberOf(record.principal);
      const entitlement = entitlementNumbers.get(record.entitlement) ?? -1;
      if (principal < 0) faults.push(danglingGrant(system.system, record.id, record.principal));
      if (entitlement < 0) faults.push(danglingGrant(system.system, record.id, record.entitlement));
      columns.push({ chunk, start, end, principal, entitlement });
      if (record.expiresAt) columns.ends.set(columns.count - 1, lastSecond(record.expiresAt, system.zone));
      if (known) columns.places.set(columns.count - 1, known.declared);
    };
    for (const file of system.lines.grant ?? []) {
      const chunk = columns.chunk({ system: system.system, bytes: file.bytes, observed: true });
      let line = 0;
      eachLine(file.bytes, (start, end) => add(chunk, file.path, ++line, start, end));
    }
    for (const line of declared.values()) {
      if (seen.has(line.id)) continue;
      const bytes = Buffer.from(line.json);
      const chunk = columns.chunk({ system: system.system, bytes, observed: false });
      add(chunk, line.declared.file, line.declared.line, 0, bytes.length);
    }
  }
  return columns.finish(principals.size);
}

function danglingGrant(system: string, grant: string, missing: string): SystemFault {
  return lineFault("dangling", system, "grant", grant, `${missing} does not exist`);
}

class GrantColumns {
  readonly chunks: Chunk[] = [];
  readonly ends = new Map<number, string>();
  readonly places = new Map<number, DeclaredAt>();
  count = 0;
  #rows = new Int32Array(5 * 4096);

  chunk(chunk: Chunk): number {
    return this.chunks.push(chunk) - 1;
  }

  push(row: { chunk: number; start: number; end: number; principal: number; entitlement: number }): void {
    const at = this.count * 5;
    if (at + 5 > this.#rows.length) {
      const wider = new Int32Array(this.#rows.length * 2);
      wider.set(this.#rows);
      this.#rows = wider;
    }
    this.#rows[at] = row.chunk;
    this.#rows[at + 1] = row.start;
    this.#rows[at + 2] = row.end;
    this.#rows[at + 3] = row.principal;
    this.#rows[at + 4] = row.entitlement;
    this.count += 1;
  }

  finish(principals: number): Grants {
    const rows = this.#rows;
    const { chunks, ends, places, count } = this;
    const chunkOf = (grant: number) => chunks[rows[grant * 5] ?? 0];
    return {
      count,
      entitlement: (grant) => rows[grant * 5 + 4] ?? -1,
      system: (grant) => chunkOf(grant)?.system ?? "",
      line: (grant) => (chunkOf(grant)?.bytes ?? new Uint8Array()).subarray(rows[grant * 5 + 1], rows[grant * 5 + 2]),
      expires: (grant) => ends.get(grant),
      declared: (grant) => places.get(grant),
      observed: (grant) => chunkOf(grant)?.observed ?? false,
      byPrincipal: packEdges(principals, count, (grant) => {
        const entitlement = rows[grant * 5 + 4] ?? -1;
        return entitlement < 0 ? -1 : (rows[grant * 5 + 3] ?? -1);
      }),
    };
  }
}
